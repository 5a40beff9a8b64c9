//! Settings: `zhixing.toml` and `ZHIXING_*`. None is needed on the first run.
//!
//! The environment wins over the file, the command line over both. A key that is not known is an error that names it and
//! the nearest known one: a typo never passes silently.

use std::path::{Path, PathBuf};

use secrecy::SecretString;

/// Every key of the settings file; each is also `ZHIXING_` and the key in capitals in the environment.
const KEYS: [&str; 12] = [
    "database_url",
    "admin_database_url",
    "log",
    "listen",
    "public_url",
    "telegram_token",
    "telegram_url",
    "model_url",
    "model_key",
    "model",
    "model_when",
    "model_daily_tokens",
];

/// The settings.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The database; by default an SQLite file in the user's data directory.
    pub database_url: Option<String>,
    /// The same database as the role that owns its tables: for `migrate`, `backup` and `restore`.
    pub admin_database_url: Option<String>,
    /// What is logged, as a `tracing` filter such as `info` or `zhixing=debug`.
    pub log: Option<String>,
    /// The address that `serve` listens on; by default loopback only.
    pub listen: Option<String>,
    /// How people reach the page from outside, such as `https://zhixing.example.com`: for links and safe cookies.
    pub public_url: Option<String>,
    /// The token of the Telegram bot; without one there is no Telegram.
    pub telegram_token: Option<SecretString>,
    /// Where the Bot API is, if not at Telegram's.
    pub telegram_url: Option<String>,
    /// The base URL of an OpenAI-compatible service, such as `http://127.0.0.1:18081/v1`; without one there is no model.
    pub model_url: Option<String>,
    /// Its key.
    pub model_key: Option<SecretString>,
    /// The model's name there.
    pub model: Option<String>,
    /// When the model is asked: `doubt` (the default), `always` or `never`.
    pub model_when: Option<String>,
    /// How many tokens the model may use a day.
    pub model_daily_tokens: Option<String>,
}

/// Where a setting is kept.
enum Place<'a> {
    Plain(&'a mut Option<String>),
    Secret(&'a mut Option<SecretString>),
}

impl Place<'_> {
    fn put(self, value: String) {
        match self {
            Place::Plain(place) => *place = Some(value),
            Place::Secret(place) => *place = Some(value.into()),
        }
    }
}

/// Why settings cannot be used.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum Fault {
    /// The file cannot be read.
    #[error("{path}: cannot be read: {why}")]
    Unreadable {
        /// The file.
        path: String,
        /// The system's words.
        why: String,
    },
    /// The file is not TOML.
    #[error("{path}: {why}")]
    Syntax {
        /// The file.
        path: String,
        /// The reader's words, with the line.
        why: String,
    },
    /// A key that is not known.
    #[error("{place}: there is no setting {key:?}{}", nearest.as_ref().map(|n| format!("; did you mean {n:?}?")).unwrap_or_default())]
    Unknown {
        /// The file, or the environment.
        place: String,
        /// The key as written.
        key: String,
        /// The nearest known key, if one is near.
        nearest: Option<String>,
    },
    /// A value of the wrong type.
    #[error("{place}: {key:?} has to be text")]
    NotText {
        /// The file.
        place: String,
        /// The key.
        key: String,
    },
}

impl Settings {
    /// Reads `zhixing.toml` in `folder`, if it is there, then the environment.
    pub fn load(folder: &Path, environment: impl Iterator<Item = (String, String)>) -> Result<Settings, Fault> {
        let mut settings = Settings::default();
        let path = folder.join("zhixing.toml");
        match std::fs::read_to_string(&path) {
            Ok(text) => settings.take_file(&text, &path.display().to_string())?,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {}
            Err(e) => return Err(Fault::Unreadable { path: path.display().to_string(), why: e.to_string() }),
        }
        settings.take_environment(environment)?;
        Ok(settings)
    }

    fn take_file(&mut self, text: &str, path: &str) -> Result<(), Fault> {
        let table: toml::Table =
            text.parse().map_err(|e: toml::de::Error| Fault::Syntax { path: path.into(), why: e.to_string() })?;
        for (key, value) in table {
            let place = self.place(&key).ok_or_else(|| unknown(path, &key, &key))?;
            let toml::Value::String(value) = value else {
                return Err(Fault::NotText { place: path.into(), key });
            };
            place.put(value);
        }
        Ok(())
    }

    fn take_environment(&mut self, environment: impl Iterator<Item = (String, String)>) -> Result<(), Fault> {
        for (name, value) in environment {
            let Some(key) = name.strip_prefix("ZHIXING_") else { continue };
            // The tests' own switches share the prefix.
            if key.starts_with("TEST_") || key == "LONG" {
                continue;
            }
            let place = self.place(&key.to_lowercase());
            let place = place.ok_or_else(|| unknown("the environment", &name, &key.to_lowercase()))?;
            place.put(value);
        }
        Ok(())
    }

    fn place(&mut self, key: &str) -> Option<Place<'_>> {
        Some(match key {
            "database_url" => Place::Plain(&mut self.database_url),
            "admin_database_url" => Place::Plain(&mut self.admin_database_url),
            "log" => Place::Plain(&mut self.log),
            "listen" => Place::Plain(&mut self.listen),
            "public_url" => Place::Plain(&mut self.public_url),
            "telegram_token" => Place::Secret(&mut self.telegram_token),
            "telegram_url" => Place::Plain(&mut self.telegram_url),
            "model_url" => Place::Plain(&mut self.model_url),
            "model_key" => Place::Secret(&mut self.model_key),
            "model" => Place::Plain(&mut self.model),
            "model_when" => Place::Plain(&mut self.model_when),
            "model_daily_tokens" => Place::Plain(&mut self.model_daily_tokens),
            _ => return None,
        })
    }
}

fn unknown(place: &str, written: &str, key: &str) -> Fault {
    let nearest = KEYS
        .iter()
        .map(|known| (strsim::normalized_damerau_levenshtein(key, known), *known))
        .filter(|(likeness, _)| *likeness >= 0.5)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, known)| if written == key { known.to_string() } else { format!("ZHIXING_{}", known.to_uppercase()) });
    Fault::Unknown { place: place.into(), key: written.into(), nearest }
}

/// The database used where none is set: an SQLite file in the user's data directory.
pub fn default_database(name: &str) -> String {
    let folder = directories::ProjectDirs::from("", "", "zhixing")
        .map(|dirs| dirs.data_dir().to_path_buf())
        .unwrap_or_else(|| PathBuf::from("."));
    format!("sqlite:{}", folder.join(name).display())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(toml: &str, environment: &[(&str, &str)]) -> Result<Settings, Fault> {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("zhixing.toml"), toml).expect("it is written");
        Settings::load(folder.path(), environment.iter().map(|(k, v)| (k.to_string(), v.to_string())))
    }

    #[test]
    fn the_environment_wins_over_the_file() {
        let settings = load("database_url = \"sqlite:a\"\nlog = \"info\"", &[("ZHIXING_DATABASE_URL", "sqlite:b")]);
        let settings = settings.expect("they are right");
        assert_eq!(settings.database_url.as_deref(), Some("sqlite:b"));
        assert_eq!(settings.log.as_deref(), Some("info"));
    }

    #[test]
    fn a_typo_is_named_with_the_nearest_key() {
        let fault = load("databse_url = \"sqlite:a\"", &[]).expect_err("it is a typo").to_string();
        assert!(fault.contains("\"databse_url\"") && fault.contains("did you mean \"database_url\""), "{fault}");
        let fault = load("", &[("ZHIXING_DATABASE", "x")]).expect_err("it is a typo").to_string();
        assert!(fault.contains("ZHIXING_DATABASE_URL"), "{fault}");
    }

    #[test]
    fn broken_files_are_named() {
        assert!(matches!(load("database_url = ", &[]), Err(Fault::Syntax { .. })));
        assert!(matches!(load("log = 3", &[]), Err(Fault::NotText { .. })));
    }
}
