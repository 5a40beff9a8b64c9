-- Fields that were defined in chat stay though no file names them.
alter table custom_field add column origin text not null default 'file';
