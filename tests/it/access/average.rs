//! Averages over people: over five at least, and telling nobody's figure; refused like anything unknown otherwise.

use zhixing::{
    app::{Actor, App, organisation},
    conversation::ask::{Asked, ask},
    domain::{
        Key, Org,
        access::{Resource, may_see},
    },
};

use super::{
    company::{self, now},
    matrix::say,
};
use crate::store::test_databases;

/// 后端组 with six people more who know nothing of each other's work.
fn org() -> Org {
    let mut json = company::json();
    let people = json["people"].as_array_mut().expect("people");
    for at in 1..=6 {
        people.push(serde_json::json!({"id": format!("p-new{at}"), "name": format!("新人{at}号"), "aliases": [],
            "department": "d-back", "position": "岗位", "manager": "p-sun", "roles": ["employee"]}));
    }
    Org::parse(&json.to_string()).expect("it is right")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_average_is_told_where_it_gives_nobody_away() {
    for database in test_databases().await {
        let app = App::new(database.store.clone());
        let company = organisation::create(&app, &org()).await.expect("it is made");
        let before = |minutes| now() - chrono::Duration::minutes(minutes);
        let mut over: Vec<Key> = Vec::new();
        let asked = async |person: &Key, text: &str| {
            let actor = Actor::of(company.clone(), person).expect("they are there");
            let asked = Asked { text, at: now(), language: None };
            ask(&app, &actor, &asked, None).await.expect("it is answered").text
        };
        // To how many it is told once so many have reported.
        let mut told: Vec<usize> = Vec::new();
        for at in 1..=6_usize {
            let person = Key::from(format!("p-new{at}"));
            say(&app, &company, &person, &format!("凤凰项目今天花了{at}小时"), before(60 - at as i64)).await;
            over.push(person);
            told.push(0);
            for person in company.org.people.iter().map(|p| &p.id) {
                let unknown = asked(person, "前端组今天平均工时多少?").await;
                for (of, name) in [("d-back", "后端组"), ("d-rd", "研发部"), ("c-made", "全公司")] {
                    let average = Resource::Average { of: &of.into(), over: &over };
                    let may = may_see(&company.org, person, average).allows();
                    let answer = asked(person, &format!("{name}今天平均工时多少?")).await;
                    if may {
                        let mean = zhixing::domain::Decimal::from((1..=at).sum::<usize>())
                            / zhixing::domain::Decimal::from(at);
                        assert!(
                            answer.contains(&format!("人均工时{}小时({at}人)", mean.normalize())),
                            "{person}: {answer}"
                        );
                        *told.last_mut().expect("one was added") += 1;
                    } else {
                        assert_eq!(answer, unknown, "{}: {person} {name} over {at}", database.name);
                    }
                }
            }
        }
        assert_eq!(told[..4], [0; 4], "over fewer than five nobody is told");
        // Those who see each of the five: their heads, HR, the executive.
        assert!(told[4] > 0 && told[5] > told[4], "{told:?}");
        let colleague = asked(&"p-chen".into(), "后端组今天平均工时多少?").await;
        assert!(colleague.contains("3.5小时(6人)"), "{colleague}");
        let one_of_them = asked(&"p-new1".into(), "后端组今天平均工时多少?").await;
        assert!(one_of_them.contains("3.5小时(6人)"), "five others are left: {one_of_them}");
        // The answer to one who is told holds no figure of a single person.
        assert!(!colleague.contains("新人"), "{colleague}");
    }
}
