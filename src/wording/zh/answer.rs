//! Answers in Chinese.

use chrono::NaiveDate;

use super::{
    field::of_field,
    finding::{day, fact, figure, finding, names, period, status},
    goals,
};
use crate::{
    app::questions::{Basis, Citation, Column, Line, Mean, OfWork, Refusal, Says, Suggestion},
    domain::{
        Decimal, Language, Org, ReviewKind, Unit, WorkStatus,
        access::Secret,
        figure::{UnitClass, shown},
        org::{Cadence, Target},
    },
    understanding::question::Averaged,
    wording::{answer::NAMED, field::contents},
};

/// A line with the reports it rests on.
pub(crate) fn line(org: &Org, line: &Line) -> String {
    let mut text = says(org, &line.says);
    // A deed has named its writer and day.
    match (&line.says, line.evidence.as_slice()) {
        (_, []) => {}
        (Says::Did { day, .. }, [one]) if *day == one.day => text.push_str(&format!("(“{}”)", one.quote)),
        (_, several) => text.push_str(&evidence(org, several)),
    }
    text
}

fn evidence(org: &Org, citations: &[Citation]) -> String {
    let newest = citations.iter().rev().take(NAMED);
    let told: Vec<String> = newest.map(|c| format!("{}{}日报“{}”", org.name(&c.author), day(c.day), c.quote)).collect();
    let more = if citations.len() > NAMED { format!(",另有{}处", citations.len() - NAMED) } else { String::new() };
    format!("(依据:{}{more})", told.join(";"))
}

fn column_name(column: Column) -> &'static str {
    match column {
        Column::Todo => "待办",
        Column::Doing => "进行中",
        Column::Blocked => "受阻",
        Column::Done => "完成",
    }
}

/// What a target is for: 每月.
fn each(period: Cadence) -> &'static str {
    match period {
        Cadence::Week => "每周",
        Cadence::Month => "每月",
        Cadence::Quarter => "每季度",
        Cadence::HalfYear => "每半年",
        Cadence::Year => "每年",
    }
}

/// How far two figures are apart: per cents by points.
fn difference(by: Decimal, unit: &Unit) -> String {
    match unit.class() {
        UnitClass::Percent => format!("{}个百分点", shown(by)),
        UnitClass::Time | UnitClass::Money | UnitClass::Count => figure(by, unit),
    }
}

fn of_work(org: &Org, says: &OfWork) -> String {
    let name = |key| org.name(key);
    match says {
        OfWork::Planned { subject, by, day: on } => format!("{}:{}计划{}", name(subject), name(by), day(*on)),
        OfWork::NothingOpen { of } => format!("{}手上没有未完成的任务", name(of)),
        OfWork::NothingMoved { of: Some(of) } => format!("{}没有报过改期", name(of)),
        OfWork::NothingMoved { of: None } => "没有报过改期的事项".to_owned(),
        OfWork::Besides { project } => format!("{}里报过的其他卡点:", name(project)),
        OfWork::NothingDue { of, period: days } => {
            let who = of.as_ref().map_or("", |k| org.name(k));
            // What is overdue has no first day.
            let when = days.filter(|d| d.first > NaiveDate::MIN).map_or(String::new(), period);
            let late = if days.is_some_and(|d| d.first == NaiveDate::MIN) { "过期未完成" } else { "到期" };
            format!("{who}{when}没有{late}的事项")
        }
        OfWork::NothingSpent { of, period: days } => {
            format!("{}{}没有报过花费", name(of), days.map_or("还".to_owned(), period))
        }
        OfWork::MissedDays { days, people: 0 } => format!("{}每个工作日的日报都交了", period(*days)),
        OfWork::MissedDays { days, people } => format!("{}有{people}人缺日报:", period(*days)),
        OfWork::Missed { person, met: 0, .. } => format!("· {}:一次都没交", name(person)),
        OfWork::Missed { person, met, missing } => {
            let days: Vec<String> = missing.iter().map(|d| day(*d)).collect();
            format!("· {}:交了{met}天,缺{}", name(person), days.join("、"))
        }
        OfWork::NotReported { person, day: on } => format!("{}{}还没有交日报", name(person), day(*on)),
    }
}

fn says(org: &Org, says: &Says) -> String {
    let name = |key| org.name(key);
    match says {
        Says::Work { subject, percent, status: state, estimated } => {
            let mut told = vec![];
            // 进行中 adds nothing to a figure.
            if let Some(state) = state.filter(|s| percent.is_none() || *s != WorkStatus::Started) {
                told.push(status(state).to_owned());
            }
            if let Some(percent) = percent {
                let how = if *estimated { "按任务平均约" } else { "进度" };
                told.push(format!("{how}{}%", shown(*percent)));
            }
            if told.is_empty() {
                told.push("有人提到过,还没有报进度".to_owned());
            }
            format!("{}:{}", name(subject), told.join(","))
        }
        Says::Unspoken { subject } => format!("{}:还没有人报过进展", name(subject)),
        Says::Fields { subject } => format!("{}:{}", name(subject), contents(org, subject, Language::Zh).join(",")),
        Says::Due { subject, day: due, planned, slips, overdue } => {
            let moved = match planned {
                Some(planned) => format!(",原定{},改过{slips}次", day(*planned)),
                None => String::new(),
            };
            let late = if *overdue { ",已过期" } else { "" };
            format!("{}的到期日:{}{moved}{late}", name(subject), day(*due))
        }
        Says::NoDue { subject } => format!("{}没有定到期日", name(subject)),
        Says::Blocked { subject, on, since } => match on {
            Some(on) => format!("{}受阻,在等{},从{}起", name(subject), name(on), day(*since)),
            None => format!("{}受阻,从{}起", name(subject), day(*since)),
        },
        Says::Cause { subject, day: told, on: Some(on) } => {
            format!("{}:{}受阻,等{}", day(*told), name(subject), name(on))
        }
        Says::Cause { subject, day: told, on: None } => format!("{}:{}受阻", day(*told), name(subject)),
        Says::NoCause { subject, period: days } => {
            let when = days.map_or(String::new(), period);
            format!("{when}日报里没有写{}的原因", name(subject))
        }
        Says::Of { subject } => format!("【{}】", name(subject)),
        Says::AsOf { day: on } => format!("截至{}:", day(*on)),
        Says::OfWork(of) => of_work(org, of),
        Says::Owner { subject, person } => format!("{}由{}负责", name(subject), name(person)),
        Says::Viewers { people } if people.is_empty() => {
            "你的日报只有你自己能看到;写到哪个项目,那个项目的负责人也能看到那一条。".to_owned()
        }
        Says::Viewers { people } => format!(
            "能看到你日报原文的:{}。写到哪个项目,那个项目的负责人也能看到那一条;项目和任务的进度大家都能看到。",
            names(org, people)
        ),
        Says::Promised { subject, by, day: on } => match on {
            Some(on) => format!("{}在等{}{}给的东西", name(subject), name(by), day(*on)),
            None => format!("{}在等{}答应的事", name(subject), name(by)),
        },
        Says::Column { column, count } => format!("{}({count})", column_name(*column)),
        Says::Ticket { subject, project, assignee, due, late, days, waits_for } => {
            let mut parts: Vec<String> = assignee.iter().map(|who| name(who).to_owned()).collect();
            parts.extend(due.map(|on| format!("{}到期{}", day(on), if *late { ",已过期" } else { "" })));
            if !waits_for.is_empty() {
                parts.push(format!("在等{}", names(org, waits_for)));
            }
            parts.extend(days.map(|days| format!("已 {days} 天")));
            let of = project.as_ref().map(|key| format!("〔{}〕", name(key))).unwrap_or_default();
            format!("· {}{of} {}", name(subject), parts.join(","))
        }
        Says::More { count } => format!("· 还有 {count} 项"),
        Says::Average(mean) => average(org, mean),
        Says::NothingBlocked => "目前没有报上来的卡点".to_owned(),
        Says::NothingWaits { on } => format!("目前没有事情在等{}", name(on)),
        Says::Figure { kpi, value, unit, basis } => {
            let how = match basis {
                Basis::Said(on) => format!("({}报)", day(*on)),
                Basis::Total(range) => format!("({}累计)", period(*range)),
                Basis::Mean(range) => format!("({}平均)", period(*range)),
                Basis::Quotient(range) => format!("(按{}的两项数据相除)", period(*range)),
            };
            format!("{}:{}{how}", name(kpi), figure(*value, unit))
        }
        Says::Against { target, lower, reached, per, gap, unit, .. } => {
            let of = per.map_or("", each);
            let aim = match target {
                Target::Bound(bound) if *lower => format!("{of}目标不高于{}", figure(*bound, unit)),
                Target::Bound(bound) => format!("{of}目标{}", figure(*bound, unit)),
                Target::Within(range) => {
                    format!("{of}目标区间{}到{}", figure(*range.start(), unit), figure(*range.end(), unit))
                }
            };
            match reached {
                Some(true) => format!("{aim},已达标"),
                Some(false) => format!("{aim},未达标,还差{}", difference(*gap, unit)),
                None => aim,
            }
        }
        Says::Goal(of) => goals::says(org, of),
        Says::NoTarget { kpi } => format!("{}没有设目标", name(kpi)),
        Says::Moved { kpi, from, to, unit } => {
            let by = (to.0 - from.0).abs();
            let way = match to.0.cmp(&from.0) {
                std::cmp::Ordering::Less => format!("下降{}", difference(by, unit)),
                std::cmp::Ordering::Equal => "没有变化".to_owned(),
                std::cmp::Ordering::Greater => format!("上升{}", difference(by, unit)),
            };
            let (before, after) = (figure(from.0, unit), figure(to.0, unit));
            format!("{}从{}的{before}到{}的{after},{way}", name(kpi), day(from.1), day(to.1))
        }
        Says::Point { value, unit, day: on } => format!("{}:{}", day(*on), figure(*value, unit)),
        Says::NoFigure { kpi, period: Some(range) } => format!("没有{}{}的数据", period(*range), name(kpi)),
        Says::NoFigure { kpi, period: None } => format!("还没有{}的数据", name(kpi)),
        Says::Nearest { value, unit, day: on } => format!("最近一次是{}报的{}", day(*on), figure(*value, unit)),
        Says::GoalCount { reached, known, silent } => {
            let quiet = if *silent > 0 { format!(",另有{silent}项没有数据") } else { String::new() };
            format!("有数据的{known}项指标中,{reached}项达标,{}项未达标{quiet}", known - reached)
        }
        Says::Risk { place, project, due } => match due {
            Some(due) => format!("{place}. {}({}到期)", name(project), day(*due)),
            None => format!("{place}. {}", name(project)),
        },
        Says::Signal(found) => format!("· {}", finding(org, found)),
        Says::NoRisk { of: Some(of) } => format!("目前没有迹象表明{}会延期", name(of)),
        Says::NoRisk { of: None } => "目前没有项目有明显的延期迹象".to_owned(),
        Says::Did { author, day: on, subject, fact: stated } => {
            let about = subject.as_ref().map_or(String::new(), |s| format!("{}:", name(s)));
            format!("{}{} {about}{}", day(*on), name(author), fact(org, stated))
        }
        Says::Nothing { of, period: days } => {
            let who = of.as_ref().map_or("", |k| org.name(k));
            let when = days.map_or(String::new(), period);
            format!("{who}{when}没有相关记录")
        }
        Says::Hours { of, hours, period: days } => {
            let who = of.as_ref().map_or("", |k| org.name(k));
            let when = days.map_or(String::new(), |p| format!("({})", period(p)));
            format!("{who}{when}:共报工时{}小时", shown(*hours))
        }
        Says::OfField(what) => of_field(org, what),
        Says::Spent { of, amount, currency } => format!("{}已花{}", name(of), figure(*amount, currency)),
        Says::Budget { amount, left, currency, .. } => match left {
            Some(left) if left.is_sign_negative() && !left.is_zero() => {
                format!("预算{},已超{}", figure(*amount, currency), figure(left.abs(), currency))
            }
            Some(left) => format!("预算{},还剩{}", figure(*amount, currency), figure(*left, currency)),
            None => format!("预算{}", figure(*amount, currency)),
        },
        Says::Missing { day: on, people } if people.is_empty() => format!("{}都交了日报", day(*on)),
        Says::Missing { day: on, people } => format!("{}还没有交日报的:{}", day(*on), names(org, people)),
        Says::Met { day: on, people } if people.is_empty() => format!("{}还没有人交日报", day(*on)),
        Says::Met { day: on, people } => format!("{}已交日报的:{}", day(*on), names(org, people)),
        Says::MetCount { of, day: on, met, duty, partly } => {
            let seen = if *partly { "(只算你能看到的人)" } else { "" };
            format!("{}{}:应交{duty}人,已交{met}人{seen}", name(of), day(*on))
        }
        Says::NotDue { of, day: on } => format!("{}{}不用交日报:在休假或已离开", name(of), day(*on)),
        Says::DayOff { day: on } => format!("{}不是工作日,看它之前的那个工作日:", day(*on)),
        Says::Report { author, day: on, summary } => format!("{} {}:{summary}", day(*on), name(author)),
        Says::Reviewed { by, kind: ReviewKind::Seen, .. } => format!("  ↳ {}已阅", name(by)),
        Says::Reviewed { by, kind: ReviewKind::Comment, text } => format!("  ↳ {}点评:{text}", name(by)),
        Says::Reviewed { by, kind: ReviewKind::Reply, text } => format!("  ↳ {}回复:{text}", name(by)),
        Says::Topic(topic) => format!("你想提升的是:{topic}"),
        Says::Weak { kpi } => format!("先补最有用的:你的{}还没达标", name(kpi)),
        Says::Practise { task } => format!("可以边做边练:{}", name(task)),
        Says::Example { person, task } => format!("可以请教{}:TA完成过{}", name(person), name(task)),
        Says::Advice => "建议:选一个具体场景,做之前写下想达到的效果,做完请上级或同事点评,两周后对照上面的数字看有没有变化。这里没有登记课程,我不编造课程名。".to_owned(),
        Says::Which(keys) => {
            let told: Vec<String> = keys.iter().map(|k| candidate(org, k)).collect();
            format!("你指的是哪一个?{}", told.join("、"))
        }
        Says::Refused(Refusal::Secret(class)) => match class {
            Secret::Salary => "薪酬信息我不能提供,请联系人力资源。",
            Secret::Score => "绩效得分和排名我不能提供,请联系上级或人力资源。",
            Secret::PeerReview => "互评内容我不能提供,请联系人力资源。",
        }
        .to_owned(),
        Says::Refused(Refusal::Unseen) => "这个我不能告诉你:没有这个人或这项数据,或者你没有查看的权限。".to_owned(),
        Says::Unknown => "没有这项数据:没有人定义过这个指标,或者你没有查看的权限。".to_owned(),
        Says::OutOfScope => "这个我帮不上忙,我只管日报、指标和项目。".to_owned(),
    }
}

/// 研发部(11月16日至11月22日):人均工时12.5小时(6人).
fn average(org: &Org, mean: &Mean) -> String {
    let when = mean.period.map_or(String::new(), |p| format!("({})", period(p)));
    let what = match mean.what {
        Averaged::Hours => format!("人均工时{}小时", shown(mean.value)),
        Averaged::Attainment => format!("平均完成率{}", figure(mean.value, &Unit::percent())),
    };
    format!("{}{when}:{what}({}人)", org.name(&mean.of), mean.people)
}

/// 张伟(后端工程师): enough to tell two of a name apart.
fn candidate(org: &Org, key: &crate::domain::Key) -> String {
    match org.person(key) {
        Some(person) => format!("{}({})", person.name, person.position),
        None => match org.project_of(key).filter(|p| &p.id != key) {
            Some(project) => format!("{}({})", org.name(key), project.name),
            None => org.name(key).to_owned(),
        },
    }
}

/// A question that may come next.
pub(in crate::wording) fn suggestion(org: &Org, suggestion: &Suggestion) -> String {
    match suggestion {
        Suggestion::Why(key) => format!("{}为什么会这样?", org.name(key)),
        Suggestion::State(key) => format!("{}进展怎么样?", org.name(key)),
        Suggestion::Risks => "哪些项目有风险?".into(),
        Suggestion::Trend(key) => format!("{}上个月是多少?", org.name(key)),
        Suggestion::Candidate(key) => org.name(key).into(),
    }
}
