//! The model of the settings: made in one place for every command that reads reports.

use std::{sync::Arc, time::Duration};

use secrecy::ExposeSecret;

use super::Failure;
use crate::{
    app::{Second, second::DAILY_TOKENS},
    config::Settings,
    models::{Client, client::LIMIT},
    understanding::second::Asking,
};

/// The second reader that the settings name. `None` where no model is set, or it is never to be asked.
///
/// `App::with_second` takes it; `conversation::second::run(&app, company)` is the loop that does its jobs.
pub fn model(settings: &Settings) -> Result<Option<Second>, Failure> {
    let when = when(settings)?;
    let daily = daily_tokens(settings)?;
    let client = client(settings)?;
    Ok(client.zip(when).map(|(client, when)| Second::new(Arc::new(client), when, daily)))
}

/// A client of the model that the settings name, whenever it is to be asked.
pub fn client(settings: &Settings) -> Result<Option<Client>, Failure> {
    patient_client(settings, LIMIT)
}

/// The same with another time limit for a call.
pub fn patient_client(settings: &Settings, limit: Duration) -> Result<Option<Client>, Failure> {
    let url = settings.model_url.as_deref().filter(|url| !url.is_empty());
    let model = settings.model.as_deref().filter(|model| !model.is_empty());
    let key = settings.model_key.as_ref().filter(|key| !key.expose_secret().is_empty());
    match (url, model) {
        (None, None) if key.is_none() => Ok(None),
        (None, _) => {
            Err(usage("model_url is not set: the base URL of the service, such as https://api.example.com/v1"))
        }
        (Some(_), None) => Err(usage("model is not set: the model's name at the service of model_url")),
        (Some(url), Some(model)) => {
            let client = Client::new(url, key.cloned(), model, limit);
            client.map(Some).map_err(|unusable| usage(&format!("model_url: {unusable}")))
        }
    }
}

/// When the model is asked; `None` is never.
pub fn when(settings: &Settings) -> Result<Option<Asking>, Failure> {
    match settings.model_when.as_deref() {
        None | Some("" | "doubt") => Ok(Some(Asking::WhereInDoubt)),
        Some("always") => Ok(Some(Asking::Always)),
        Some("never") => Ok(None),
        Some(other) => Err(usage(&format!("model_when is doubt, always or never, not {other:?}"))),
    }
}

/// How many tokens the model may use a day.
pub fn daily_tokens(settings: &Settings) -> Result<u64, Failure> {
    match settings.model_daily_tokens.as_deref().map(|set| set.replace(['_', ','], "")) {
        None => Ok(DAILY_TOKENS),
        Some(set) if set.is_empty() => Ok(DAILY_TOKENS),
        Some(set) => set.parse().map_err(|_| usage(&format!("model_daily_tokens is a number, not {set:?}"))),
    }
}

fn usage(why: &str) -> Failure {
    Failure::Usage(why.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(url: Option<&str>, model: Option<&str>, when: Option<&str>, tokens: Option<&str>) -> Settings {
        let own = |text: Option<&str>| text.map(str::to_string);
        Settings {
            model_url: own(url),
            model: own(model),
            model_when: own(when),
            model_daily_tokens: own(tokens),
            ..Settings::default()
        }
    }

    fn check(settings: &Settings, expected: Result<bool, &str>) {
        match (model(settings), expected) {
            (Ok(made), Ok(there)) => assert_eq!(made.is_some(), there),
            (Err(Failure::Usage(why)), Err(word)) => assert!(why.contains(word), "{why}"),
            (got, expected) => panic!("{:?} instead of {expected:?}", got.map(|m| m.is_some())),
        }
    }

    #[test]
    fn a_model_is_made_of_url_and_name() {
        let url = Some("http://127.0.0.1:1/v1");
        check(&settings(None, None, None, None), Ok(false));
        check(&settings(url, Some("m"), None, Some("1_000")), Ok(true));
        check(&settings(url, Some("m"), Some("never"), None), Ok(false));
        check(&settings(url, None, None, None), Err("model is not set"));
        check(&settings(None, Some("m"), None, None), Err("model_url"));
        check(&settings(Some("nowhere"), Some("m"), None, None), Err("model_url"));
        check(&settings(url, Some("m"), Some("sometimes"), None), Err("sometimes"));
        check(&settings(url, Some("m"), None, Some("many")), Err("many"));
    }
}
