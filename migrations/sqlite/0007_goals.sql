-- What makes KPIs a tree of goals, and how their attainment is computed.
alter table kpi add column form text not null default 'kpi';
alter table kpi add column rollup boolean not null default false;
alter table kpi add column rank text;
alter table kpi add column supports json not null default '[]';
alter table kpi add column scoring json;
alter table kpi add column target_form text not null default 'absolute';
alter table kpi add column numerator text;
alter table kpi add column denominator text;
