//! People who are on leave or have left: no duty, no way in, and history as it was.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use zhixing::{
    app::{App, Error, codes, login, organisation, people, questions},
    domain::{History, Key, Org, org::Leave},
    understanding::question::understand,
    wording,
};

use crate::store::{small_org, test_databases};

const PASSWORD: &str = "correct horse battery";

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// A Friday evening in Shanghai.
fn friday() -> DateTime<Utc> {
    "2026-11-20T10:00:00Z".parse().expect("a time")
}

fn with(left: Option<&str>, leave: &[(&str, &str)]) -> Org {
    let mut org = small_org();
    org.people[1].left = left.map(day);
    org.people[1].leave = leave.iter().map(|(from, to)| Leave { from: day(from), to: day(to) }).collect();
    Org::parse(&org.to_json()).expect("it is whole")
}

fn ask(org: &Org, text: &str) -> String {
    let asker = Key::from("p-li");
    let question = understand(org, text, &asker, friday(), None);
    let language = question.language;
    let question = questions::permit(org, &asker, question).expect("it may be asked");
    let answer = questions::answer(org, &asker, &question, &History::default(), friday());
    wording::answer(org, &answer, language)
}

#[test]
fn whoever_is_on_leave_or_gone_has_no_duty() {
    let whole = "今天谁没交日报";
    assert!(ask(&with(None, &[]), whole).contains("张伟"));
    for away in [
        with(None, &[("2026-11-20", "2026-11-20")]),
        with(None, &[("2026-10-01", "2026-10-07"), ("2026-11-16", "2026-11-27")]),
        with(Some("2026-11-20"), &[]),
        with(Some("2026-11-01"), &[]),
    ] {
        let said = ask(&away, whole);
        assert!(said.contains("李雷") && !said.contains("张伟"), "{said}");
        let said = ask(&away, "张伟今天交日报了吗");
        assert!(said.contains("不用交日报"), "{said}");
    }
    for here in [with(None, &[("2026-11-21", "2026-11-30")]), with(Some("2026-11-21"), &[])] {
        assert!(ask(&here, whole).contains("张伟"), "the day before is still theirs");
        assert!(!ask(&here, "张伟今天交日报了吗").contains("不用交日报"));
    }
}

#[test]
fn leave_that_ends_before_it_begins_is_a_fault() {
    let mut org = small_org();
    org.people[1].leave = vec![Leave { from: day("2026-11-20"), to: day("2026-11-19") }];
    let faults = Org::parse(&org.to_json()).expect_err("it is wrong");
    assert_eq!(faults[0].to_string(), "people[1] (p-zhang), leave: ends before it begins");
}

#[tokio::test]
async fn whoever_has_left_comes_in_nowhere() {
    for db in test_databases().await {
        let app = App::new(db.store.clone());
        let now = friday();
        let company = organisation::create(&app, &with(None, &[])).await.expect("it is made");
        let zhang = Key::from("p-zhang");
        let invite = |company| {
            let (app, zhang) = (app.clone(), zhang.clone());
            async move { codes::issue(&app, &company, None, &zhang, now).await }
        };
        let code = invite(company.clone()).await.expect("a code");
        let (_, cookie) = login::join(&app, &company, &code, PASSWORD, now).await.expect("they are in");
        let code = invite(company.clone()).await.expect("a code");
        codes::redeem(&app, &company, &code, "telegram", "4711", now).await.expect("they are bound");
        let open = invite(company.clone()).await.expect("a code");

        // Until their last day all goes on.
        organisation::import(&app, company.id, &with(Some("2026-11-21"), &[]), now).await.expect("imported");
        let last = app.company(company.id).await.expect("it is there");
        assert!(login::session(&app, &last, &cookie, now).await.expect("it answers").is_some(), "{}", db.name);
        assert!(codes::peek(&app, &last, &open, now).await.expect("it answers").is_some());
        let tomorrow = now + Duration::hours(14);
        assert!(login::session(&app, &last, &cookie, tomorrow).await.expect("it answers").is_none(), "by itself");
        let bound = people::speaker(&app, &last, "telegram", "4711", now).await.expect("it answers");
        assert!(bound.is_some(), "what was sent before they left is theirs");

        organisation::import(&app, company.id, &with(Some("2026-11-20"), &[]), now).await.expect("imported");
        let gone = app.company(company.id).await.expect("it is there");
        assert!(login::session(&app, &gone, &cookie, now).await.expect("it answers").is_none());
        assert!(matches!(invite(gone.clone()).await, Err(Error::NotFound)));
        assert_eq!(codes::peek(&app, &gone, &open, now).await.expect("it answers"), None);
        let redeemed = codes::redeem(&app, &gone, &open, "telegram", "4712", now).await;
        assert!(matches!(redeemed, Err(Error::NotFound)));
        assert!(matches!(login::join(&app, &gone, &open, PASSWORD, now).await, Err(login::Denied::Code)));
        let denied = login::log_in(&app, &gone, "张伟", PASSWORD, "here", now).await;
        assert!(matches!(denied, Err(login::Denied::Wrong)));
        for (channel, sender) in [("telegram", "4711"), ("web", "p-zhang")] {
            let speaker = people::speaker(&app, &gone, channel, sender, now).await.expect("it answers");
            assert!(speaker.is_none(), "{}: {channel}", db.name);
        }
        let filed = people::speaker(&app, &gone, "file", "p-zhang", now).await.expect("it answers");
        assert!(filed.is_some(), "their old reports can be filed");

        // Back again, they log in anew: the session that was ended stays so.
        organisation::import(&app, company.id, &with(None, &[]), now).await.expect("imported");
        let back = app.company(company.id).await.expect("it is there");
        assert!(login::session(&app, &back, &cookie, now).await.expect("it answers").is_none());
        assert!(login::log_in(&app, &back, "张伟", PASSWORD, "here", now).await.is_ok());
    }
}
