//! The model as second reader, from the client to the card, on both databases: what it adds, how it fails, and what it
//! never does. The service is a stub on loopback.

mod faults;
mod story;
mod stub;

use std::{sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use secrecy::SecretString;
use serde_json::{Value, json};
use uuid::Uuid;
use zhixing::{
    app::{App, Company, Second, organisation},
    conversation::{reply::Reply, second, worker},
    domain::{Filed, Org, Standing},
    models::Client,
    store::{
        Store, claims,
        inbox::Inbound,
        model_answers,
        model_use::{self, ModelUse},
        reports::{self, ReportFilter},
    },
    understanding::second::Asking,
};

use self::stub::{Act, Stub};

/// What 张伟 writes: the rules read the first plan, and not the second.
const TEXT: &str = "明天登录接口联调完上规则引擎";

/// What a good model reads of it.
fn plans() -> Value {
    json!([plan("t-mb-login"), plan("t-mb-level")])
}

fn plan(subject: &str) -> Value {
    json!({
        "quote": TEXT, "kind": "plan", "subject": subject, "value": null, "state": null, "when": "2026-11-21",
        "waiting_on": null
    })
}

fn figure(kind: &str, subject: &str, quote: &str, value: i32) -> Value {
    json!({
        "quote": quote, "kind": kind, "subject": subject, "value": value, "state": null, "when": null,
        "waiting_on": null
    })
}

/// A company with a model, and 张伟 in a chat.
struct Chat {
    app: App,
    company: Company,
}

impl Chat {
    async fn new(store: &Store, url: &str) -> Chat {
        Chat::with(store, url, Duration::from_secs(5), 2_000_000).await
    }

    async fn with(store: &Store, url: &str, limit: Duration, daily_tokens: u64) -> Chat {
        let key = Some(SecretString::from("sk-test"));
        let client = Client::new(url, key, "stub", limit).expect("the URL is right");
        let second = Second::new(Arc::new(client), Asking::Always, daily_tokens);
        let app = App::new(store.clone()).with_second(Some(second));
        let json = include_str!("../../corpus/qiming/org.json");
        let company = organisation::create(&app, &Org::parse(json).expect("it is right")).await.expect("it is made");
        Chat { app, company }
    }

    /// 张伟 says something and is answered at once.
    async fn says(&self, text: &str) -> Vec<Reply> {
        self.receive(text, "terminal", None).await;
        self.replies().await
    }

    async fn receive(&self, text: &str, channel: &str, revises: Option<&str>) -> String {
        let id = Uuid::now_v7().to_string();
        let inbound = Inbound {
            company: self.company.id,
            channel: channel.into(),
            external_id: id.clone(),
            thread: "terminal:p-zhangwei".into(),
            sender: "p-zhangwei".into(),
            sent_at: at("2026-11-20T10:00:00Z"),
            text: text.into(),
            voice: false,
            forced_report: false,
            reply_to: None,
            revises: revises.map(str::to_string),
        };
        worker::receive(&self.app, inbound).await.expect("it is received");
        worker::drain(&self.app, self.company.id, channel).await.expect("it is handled");
        id
    }

    /// What has come for 张伟 since.
    async fn replies(&self) -> Vec<Reply> {
        let mut replies = Vec::new();
        let deliver = |_: Option<&str>, reply: &Reply| {
            replies.push(reply.clone());
            Ok(())
        };
        worker::deliver(&self.app, self.company.id, "terminal", None, deliver).await.expect("it is delivered");
        replies
    }

    /// The model does what it has to do at a moment. Says how many jobs there were.
    async fn works(&self, now: DateTime<Utc>) -> usize {
        let mut jobs = 0;
        while second::step(&self.app, self.company.id, now).await.expect("the database is there") {
            jobs += 1;
        }
        jobs
    }

    /// The claims of the newest report that stand, in words, the model's marked.
    async fn claims(&self) -> Vec<String> {
        let filed = self.filed().await;
        let stands = |f: &&Filed| matches!(f.standing, Standing::Counted | Standing::Pending | Standing::Unendorsed);
        filed.iter().filter(stands).map(words).collect()
    }

    async fn filed(&self) -> Vec<Filed> {
        let mut tx = self.app.store.read().await.expect("it opens");
        let filter = ReportFilter { withdrawn: true, ..Default::default() };
        let reports = reports::list(&mut tx, self.company.id, &filter).await.expect("it answers");
        let newest = reports.first().expect("there is a report").report.id;
        claims::of_report(&mut tx, self.company.id, newest).await.expect("it answers")
    }

    /// What the model answered about 张伟's words is taken out.
    async fn forgets(&self) {
        let id = self.company.id;
        let erase = self
            .app
            .store
            .write(move |tx| Box::pin(async move { model_answers::erase(tx, id, &"p-zhangwei".into()).await }));
        erase.await.expect("it is taken out");
    }

    async fn used(&self, now: DateTime<Utc>) -> ModelUse {
        let day = now.with_timezone(&self.company.org.company.timezone).date_naive();
        let mut tx = self.app.store.read().await.expect("it opens");
        model_use::of_day(&mut tx, self.company.id, day).await.expect("it answers")
    }
}

fn words(filed: &Filed) -> String {
    let figure = filed.claim.fact.figure().map(|(value, _)| format!(" {value}")).unwrap_or_default();
    let by = serde_json::to_value(filed.claim.by).expect("it is a word");
    let subject = filed.claim.subject.as_ref().map_or("-", |k| k.as_str());
    let pending = if filed.standing == Standing::Pending { " pending" } else { "" };
    format!("{} {subject}{figure} {}{pending}", filed.claim.fact.kind(), by.as_str().unwrap_or_default())
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("a time")
}

fn texts(replies: &[Reply]) -> Vec<&str> {
    replies.iter().map(|r| r.text.as_str()).collect()
}

/// The line that says that the model has not read a report.
const NOT_READ: &str = "模型这次没读成,以上是规则读到的,不影响使用。";

const RULES: [&str; 1] = ["plan t-mb-login rules"];
const BOTH: [&str; 2] = ["plan t-mb-login rules", "plan t-mb-level model"];

/// A moment at which everything asked for until now is due.
fn soon() -> DateTime<Utc> {
    Utc::now() + chrono::Duration::seconds(1)
}
