//! What the model adds, and what people do meanwhile.

use chrono::Duration;
use zhixing::{
    domain::Key,
    store::{
        audit::{self, AuditFilter},
        model_answers,
    },
};

use super::*;
use crate::store::test_databases;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_model_adds_is_shown_in_place_of_the_card() {
    for db in test_databases().await {
        let stub = Stub::start(Act::Claims(plans())).await;
        let chat = Chat::new(&db.store, &stub.url).await;
        let card = chat.says(TEXT).await;
        assert_eq!((card.len(), stub.calls()), (1, 0), "the card does not wait for a model");
        assert_eq!(chat.claims().await, RULES, "{}", db.name);

        let now = soon();
        assert_eq!(chat.works(now).await, 1);
        assert_eq!(chat.claims().await, BOTH, "{}", db.name);
        let replies = chat.replies().await;
        let [reply] = replies.as_slice() else { panic!("{replies:?}") };
        assert!(reply.text.starts_with("模型又读了一遍,补充了 1 条。\n"), "{}", reply.text);
        assert!(reply.text.contains("等级规则引擎:计划 11月21日"), "{}", reply.text);
        let in_place = reply.in_place.as_ref().expect("it takes the card's place");
        assert_eq!((reply.about, in_place.notice.as_str()), (card[0].about, "模型又读了一遍,补充了 1 条。"));
        assert!(!in_place.text.contains("模型"), "the card itself says nothing of it: {}", in_place.text);

        let used = chat.used(now).await;
        assert_eq!(used, ModelUse { calls: 1, failures: 0, tokens_in: 700, tokens_out: 40 });
        let mut tx = chat.app.store.read().await.expect("it opens");
        let by_model = AuditFilter { actor: Some("model".into()), ..Default::default() };
        let entries = audit::list(&mut tx, chat.company.id, &by_model).await.expect("it answers");
        assert_eq!((entries.len(), &entries[0].detail["added"]), (1, &json!(1)));
        drop(tx);
        assert_eq!((chat.works(now).await, stub.calls()), (0, 1), "it is done once");

        // The card that came last is the one that is corrected, and its new line by its number or figure.
        chat.says("修改").await;
        chat.says("2 改成 11月25日").await;
        assert_eq!(chat.claims().await, ["plan t-mb-login rules", "plan t-mb-level person"], "{}", db.name);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_it_adds_nothing_nobody_hears_of_it() {
    for db in test_databases().await {
        let stub = Stub::start(Act::Claims(json!([]))).await;
        let chat = Chat::new(&db.store, &stub.url).await;
        let bad = [
            json!([]),
            // What the rules have, an invented figure, invented words, an unknown thing, a kind that is none, a person.
            json!([plan("t-mb-login")]),
            json!([figure("progress", "t-mb-login", TEXT, 100)]),
            json!([figure("progress", "t-mb-login", "登录接口已经100%", 100)]),
            json!([plan("t-nowhere")]),
            json!([figure("score", "t-mb-level", TEXT, 100)]),
            json!([plan("p-zhangwei")]),
        ];
        for claims in bad {
            chat.forgets().await;
            stub.becomes(Act::Claims(claims.clone()));
            chat.says(TEXT).await;
            assert_eq!(chat.works(soon()).await, 1);
            assert_eq!(texts(&chat.replies().await), [""; 0], "{} {claims}", db.name);
            assert_eq!(chat.claims().await, RULES, "{} {claims}", db.name);
        }
        assert_eq!(chat.used(soon()).await.failures, 0);
        assert_eq!(stub.calls(), 7);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_is_asked_once_and_answered_again_from_what_was_kept() {
    for db in test_databases().await {
        let stub = Stub::start(Act::Claims(plans())).await;
        let chat = Chat::new(&db.store, &stub.url).await;
        for _ in 0..2 {
            chat.says(TEXT).await;
            assert_eq!(chat.works(soon()).await, 1);
            assert_eq!(chat.claims().await, BOTH, "{}", db.name);
            chat.replies().await;
        }
        assert_eq!((stub.calls(), chat.used(soon()).await.calls), (1, 1), "{}", db.name);

        // Nothing of it is anybody else's, and what was no answer is not kept.
        let mut tx = db.store.read().await.expect("it opens");
        let (company, person) = (chat.company.id, Key::from("p-zhangwei"));
        let mine = model_answers::of_person(&mut tx, company, &person).await.expect("it answers");
        assert_eq!(mine.len(), 1);
        assert!(mine[0].answer.contains("t-mb-level"));
        for (company, person) in [(Uuid::now_v7(), person.clone()), (company, "p-dengkai".into())] {
            assert_eq!(model_answers::of_person(&mut tx, company, &person).await.expect("it answers"), []);
        }
        drop(tx);
        stub.becomes(Act::Content("no JSON".into()));
        chat.says("后天登录接口联调完上规则引擎").await;
        chat.works(soon()).await;
        assert_eq!((stub.calls(), chat.used(soon()).await.failures), (2, 1));
        stub.becomes(Act::Claims(json!([])));
        chat.says("后天登录接口联调完上规则引擎").await;
        chat.works(soon()).await;
        assert_eq!(stub.calls(), 3, "{}", db.name);

        chat.forgets().await;
        stub.becomes(Act::Claims(plans()));
        chat.says(TEXT).await;
        chat.works(soon()).await;
        assert_eq!(stub.calls(), 4, "what was taken out is asked again");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_it_reads_otherwise_the_writer_is_asked() {
    for db in test_databases().await {
        let text = "登录接口和规则引擎各花了3小时";
        let stub = Stub::start(Act::Claims(json!([figure("effort", "t-mb-login", text, 3)]))).await;
        let chat = Chat::new(&db.store, &stub.url).await;
        chat.says(text).await;
        assert_eq!(chat.claims().await, ["effort t-mb-level 3 rules"]);
        chat.works(soon()).await;
        assert_eq!(chat.claims().await, ["effort t-mb-level 3 rules pending"], "{}", db.name);
        let replies = chat.replies().await;
        assert!(replies[0].text.starts_with("模型又读了一遍,有 1 条拿不准"), "{}", replies[0].text);
        // The conversation waits for the choice.
        chat.says("2").await;
        assert_eq!(chat.claims().await, ["effort t-mb-login 3 rules"], "{}", db.name);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_person_says_meanwhile_stands() {
    for db in test_databases().await {
        let stub = Stub::start(Act::Claims(plans())).await;
        let chat = Chat::new(&db.store, &stub.url).await;
        let work = "登录接口做到60%";
        // Corrected while the model was thinking: it repeats the old figure, then reads it as another fact.
        for kind in ["progress", "measurement"] {
            let answer = json!([figure(kind, "t-mb-login", work, 60)]);
            stub.becomes(Act::Claims(answer));
            stub.hold(true);
            chat.forgets().await;
            chat.says(work).await;
            let before = stub.calls();
            let (corrected, _) = tokio::join!(
                async {
                    stub.asked(before + 1).await;
                    let replies = chat.says("不是60%,是75%").await;
                    stub.hold(false);
                    replies
                },
                chat.works(soon())
            );
            assert!(corrected[0].text.contains("75%"), "{}", corrected[0].text);
            assert_eq!(chat.claims().await, ["progress t-mb-login 75 person"], "{}", db.name);
            assert_eq!(texts(&chat.replies().await), [""; 0]);
        }

        // What would have been doubted is settled, and what is another matter is added all the same.
        let both = "登录接口和规则引擎各花了3小时";
        let doubts = json!([figure("effort", "t-mb-login", both, 3)]);
        for (text, answer, said, expected) in [
            (both, doubts, "不是3小时,是2小时", vec!["effort t-mb-level 2 person"]),
            (TEXT, plans(), "不是11月21日,是11月25日", vec!["plan t-mb-login person", "plan t-mb-level model"]),
        ] {
            stub.becomes(Act::Claims(answer));
            stub.hold(true);
            chat.says(text).await;
            let before = stub.calls();
            tokio::join!(
                async {
                    stub.asked(before + 1).await;
                    chat.says(said).await;
                    stub.hold(false);
                },
                chat.works(soon())
            );
            assert_eq!(chat.claims().await, expected, "{} {text}", db.name);
            chat.replies().await;
        }

        // Taken back meanwhile: nothing is added to it.
        stub.becomes(Act::Claims(plans()));
        stub.hold(true);
        chat.forgets().await;
        chat.says(TEXT).await;
        let before = stub.calls();
        tokio::join!(
            async {
                stub.asked(before + 1).await;
                chat.says("不是日报").await;
                stub.hold(false);
            },
            chat.works(soon())
        );
        assert_eq!((chat.claims().await.len(), chat.filed().await.len()), (0, 1), "{}", db.name);
        assert_eq!(texts(&chat.replies().await), [""; 0]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_edit_makes_the_job_stale_and_asks_for_another() {
    for db in test_databases().await {
        let stub = Stub::start(Act::Claims(plans())).await;
        let chat = Chat::new(&db.store, &stub.url).await;
        let id = chat.receive(TEXT, "terminal", None).await;
        chat.replies().await;
        stub.hold(true);
        let edited = "后天登录接口联调完上规则引擎";
        tokio::join!(
            async {
                stub.asked(1).await;
                chat.receive(edited, "terminal", Some(&id)).await;
                stub.becomes(Act::Claims(json!([])));
                stub.hold(false);
            },
            chat.works(soon())
        );
        chat.works(soon()).await;
        assert_eq!(stub.calls(), 2, "the edited text was read too");
        assert_eq!(chat.claims().await, RULES, "{}: the first answer was to another text", db.name);

        // What the model read of a text goes with that text.
        stub.becomes(Act::Claims(plans()));
        chat.forgets().await;
        let id = chat.receive(TEXT, "terminal", None).await;
        chat.works(soon()).await;
        assert_eq!(chat.claims().await, BOTH);
        chat.receive("明天登录接口联调完", "terminal", Some(&id)).await;
        assert_eq!(chat.claims().await, RULES, "{}", db.name);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_job_that_two_have_taken_adds_once() {
    for db in test_databases().await {
        let stub = Stub::start(Act::Claims(plans())).await;
        let chat = Chat::new(&db.store, &stub.url).await;
        let other = Chat::new(&db.store, &stub.url).await;
        chat.says(TEXT).await;
        stub.hold(true);
        let now = soon();
        let late = now + Duration::hours(1);
        tokio::join!(
            chat.works(now),
            async {
                stub.asked(1).await;
                // The first one is so slow that its lease is over.
                other.works(late).await
            },
            async {
                stub.asked(2).await;
                stub.hold(false);
            }
        );
        assert_eq!((chat.claims().await, stub.calls()), (BOTH.map(String::from).to_vec(), 2), "{}", db.name);
        assert_eq!(chat.replies().await.len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_days_tokens_are_a_limit() {
    for db in test_databases().await {
        let stub = Stub::start(Act::Claims(plans())).await;
        let chat = Chat::with(&db.store, &stub.url, std::time::Duration::from_secs(5), 1_900).await;
        chat.says(TEXT).await;
        let now = Utc::now() + Duration::seconds(30);
        assert_eq!((chat.works(now).await, stub.calls()), (1, 1));
        assert_eq!(chat.claims().await, BOTH);
        chat.replies().await;
        for told in [1, 0] {
            chat.forgets().await;
            chat.says(TEXT).await;
            assert_eq!((chat.works(now).await, stub.calls()), (1, 1), "{}", db.name);
            assert_eq!(chat.claims().await, ["plan t-mb-login rules"]);
            assert_eq!(texts(&chat.replies().await), vec![NOT_READ; told], "once in a while");
        }
        let tomorrow = now + Duration::days(1);
        chat.says(TEXT).await;
        assert_eq!((chat.works(tomorrow).await, stub.calls()), (1, 2), "{}: the next day it may again", db.name);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_filed_history_is_read_last_and_nobody_is_told() {
    for db in test_databases().await {
        let stub = Stub::start(Act::Status(500, "")).await;
        let chat = Chat::new(&db.store, &stub.url).await;
        chat.receive(TEXT, "file", None).await;
        chat.works(soon()).await;
        chat.works(soon() + Duration::minutes(1)).await;
        let mut tx = chat.app.store.read().await.expect("it opens");
        let written = zhixing::store::outbox::written_since(
            &mut tx,
            chat.company.id,
            "file",
            "terminal:p-zhangwei",
            "not_read",
            at("2026-01-01T00:00:00Z"),
        );
        assert!(!written.await.expect("it answers"), "{}", db.name);
        drop(tx);
        stub.becomes(Act::Claims(plans()));
        chat.receive(TEXT, "file", None).await;
        chat.works(soon()).await;
        assert_eq!(chat.claims().await, BOTH, "{}", db.name);
        assert_eq!(zhixing::store::outbox::pending(&db.store, chat.company.id).await.expect("it answers"), 0);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_holds_no_secret_and_no_stranger() {
    for db in test_databases().await {
        let stub = Stub::start(Act::Claims(json!([]))).await;
        let chat = Chat::new(&db.store, &stub.url).await;
        chat.says(TEXT).await;
        chat.works(soon()).await;
        let bodies = stub.bodies();
        let body: Value = serde_json::from_str(&bodies[0]).expect("it is JSON");
        let turn = body["messages"].as_array().and_then(|m| m.last()).expect("a turn")["content"].to_string();
        for person in &chat.company.org.people {
            assert!(!turn.contains(&person.name), "{} is in {turn}", person.name);
        }
        assert!(!bodies[0].contains("sk-test"), "the key is a header");
        assert!(turn.contains("登录接口") && turn.contains("t-mb-login"));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_question_that_the_rules_do_not_understand_is_answered_later_or_not_at_all() {
    for db in test_databases().await {
        let risk = r#"{"ask":"risk","period":null,"subjects":[]}"#;
        let stub = Stub::start(Act::Content(risk.into())).await;
        let chat = Chat::new(&db.store, &stub.url).await;
        // What comes to nothing is not spoken of: it was answered once.
        let other = r#"{"ask":"other","period":null,"subjects":[]}"#;
        let secret = r#"{"ask":"salary","period":null,"subjects":["p-zhangwei"]}"#;
        let unseen = r#"{"ask":"figure","period":null,"subjects":["k-deal"]}"#;
        for act in [other, secret, unseen].map(|c| Act::Content(c.into())).into_iter().chain([Act::Status(500, "")]) {
            stub.becomes(act);
            chat.forgets().await;
            assert_eq!(chat.says("有啥要操心的?").await.len(), 1);
            assert_eq!(chat.works(soon()).await, 1);
            assert_eq!(texts(&chat.replies().await), [""; 0], "{}", db.name);
        }

        stub.becomes(Act::Content(risk.into()));
        let at_once = chat.says("有啥要操心的?").await;
        assert_eq!(at_once.len(), 1, "{}", db.name);
        assert_eq!(at_once[0].data["outcome"], "out_of_scope", "{}", at_once[0].text);
        assert_eq!(chat.works(soon()).await, 1);
        let later = chat.replies().await;
        let [answer] = later.as_slice() else { panic!("{}: {later:?}", db.name) };
        assert!(["answer", "no_data"].contains(&answer.data["outcome"].as_str().unwrap_or("")), "{answer:?}");

        // What the rules understand, and what is secret, is nothing for a model.
        let calls = stub.calls();
        for text in ["登录接口进度多少?", "李昊的工资是多少?"] {
            assert_eq!(chat.says(text).await.len(), 1);
            assert_eq!((chat.works(soon()).await, stub.calls()), (0, calls), "{text}");
        }
    }
}
