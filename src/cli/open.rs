//! Settings, the log and the database, as every command begins.

use anyhow::Context;

use super::{
    Failure,
    args::{Admin, Args},
    model,
};
use crate::{
    app::{App, Company},
    config::{Settings, default_database},
    store::{self, Store},
};

/// What is logged where nothing is set: what somebody should look at. A slow statement is no such thing.
const QUIET: &str = "warn,sqlx=error";

/// What a command begins with.
pub struct Open {
    /// The settings.
    pub settings: Settings,
    /// The database named on the command line.
    pub db: Option<String>,
}

/// Reads the settings; a typo in them is wrong usage.
pub fn settings(_args: &Args) -> Result<Settings, Failure> {
    let folder = std::env::current_dir()?;
    let environment = std::env::vars_os().filter_map(|(k, v)| Some((k.into_string().ok()?, v.into_string().ok()?)));
    Settings::load(&folder, environment).map_err(|fault| Failure::Usage(fault.to_string()))
}

/// Starts the log on standard error: warnings, or what the settings say.
pub fn start_log(settings: &Settings) {
    let filter = settings.log.as_deref().unwrap_or(QUIET);
    let filter = tracing_subscriber::EnvFilter::try_new(filter).unwrap_or_else(|_| QUIET.into());
    // A second start in one process keeps the first log.
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).try_init();
}

impl Open {
    /// The database to use; `default` names the file in the user's data directory.
    pub fn url(&self, default: &str) -> String {
        let set = self.db.clone().or_else(|| self.settings.database_url.clone());
        set.unwrap_or_else(|| default_database(default))
    }

    /// The database as the role that owns its tables, where another does than the one that serves. A database named on
    /// the command line is not the one of the settings.
    pub fn admin_url(&self, admin: &Admin) -> String {
        let set = self.settings.admin_database_url.clone().filter(|_| self.db.is_none());
        admin.admin_db.clone().or(set).unwrap_or_else(|| self.url("zhixing.db"))
    }

    /// Opens the database to work with a company, and brings its tables up to date.
    pub async fn store(&self) -> Result<Store, Failure> {
        let store = self.opened(&self.url("zhixing.db")).await?;
        store.must_be_held().await?;
        bring_up_to_date(&store).await?;
        Ok(store)
    }

    /// Opens a database.
    pub async fn opened(&self, url: &str) -> Result<Store, Failure> {
        Ok(Store::open(url).await.with_context(|| format!("opening {}", without_password(url)))?)
    }

    /// Opens a database that is there already, and leaves its tables as they are.
    pub async fn existing(&self, url: &str) -> Result<Store, Failure> {
        match missing_file(url) {
            Some(path) => Err(Failure::Usage(format!("there is no database at {path}; name one with --db"))),
            None => self.opened(url).await,
        }
    }

    /// Opens a database for looking only: `None` where there is none yet, or none with tables.
    pub async fn untouched(&self) -> Result<Option<Store>, Failure> {
        let url = self.url("zhixing.db");
        if missing_file(&url).is_some() {
            return Ok(None);
        }
        let store = self.opened(&url).await?;
        let checked = store.check().await?;
        match (checked.applied.is_empty(), checked.missing.is_empty()) {
            (true, _) => Ok(None),
            (false, true) => Ok(Some(store)),
            (false, false) => {
                Err(Failure::Usage("the tables are of an older version; run `zhixing migrate` first".into()))
            }
        }
    }

    /// The application, and the one company in the database.
    pub async fn company(&self) -> Result<(App, Company), Failure> {
        let second = model::model(&self.settings)?;
        let app = App::new(self.store().await?).with_second(second);
        let company = only_company(&app).await?;
        Ok((app, company))
    }
}

/// The file that a database would be in, where it is not there.
fn missing_file(url: &str) -> Option<&str> {
    let path = url.strip_prefix("sqlite:")?;
    let path = path.strip_prefix("//").unwrap_or(path);
    (!std::path::Path::new(path).exists()).then_some(path)
}

/// Makes or updates the tables.
pub async fn bring_up_to_date(store: &Store) -> Result<(), Failure> {
    store.migrate().await.map_err(not_up_to_date)
}

/// Why the tables could not be made or updated.
pub fn not_up_to_date(error: store::Error) -> Failure {
    let what = if error.is_no_right() {
        "the tables are older than this program, and this role of the database may not change them: run \
         `zhixing migrate` with --admin-db"
    } else {
        "bringing the tables up to date"
    };
    anyhow::Error::new(error).context(what).into()
}

/// The one company of a database, for which this process works from then on.
pub async fn only_company(app: &App) -> Result<Company, Failure> {
    let mut companies = app.companies().await?;
    let first = companies.pop().ok_or_else(|| {
        Failure::Usage("there is no company yet; make one with `zhixing init` or `zhixing import org.json`".into())
    })?;
    if !companies.is_empty() {
        return Err(Failure::Usage("the database holds several companies; the command line works with one".into()));
    }
    app.store.bind(first.id)?;
    Ok(app.company(first.id).await?)
}

/// A database URL as it may be shown.
pub fn without_password(url: &str) -> String {
    match (url.find("://"), url.rfind('@')) {
        (Some(scheme), Some(at)) if at > scheme => match url[scheme + 3..at].split_once(':') {
            Some((user, _)) => format!("{}{user}:…{}", &url[..scheme + 3], &url[at..]),
            None => url.into(),
        },
        _ => url.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Admin, Open, Settings, without_password};

    #[test]
    fn a_database_named_on_the_command_line_has_no_admin_in_the_settings() {
        let settings = Settings {
            database_url: Some("postgres://service@h/db".into()),
            admin_database_url: Some("postgres://owner@h/db".into()),
            ..Settings::default()
        };
        let url = |db: Option<&str>, admin: Option<&str>| {
            let open = Open { settings: settings.clone(), db: db.map(str::to_owned) };
            open.admin_url(&Admin { admin_db: admin.map(str::to_owned) })
        };
        assert_eq!(url(None, None), "postgres://owner@h/db");
        assert_eq!(url(Some("sqlite:a"), None), "sqlite:a");
        assert_eq!(url(Some("postgres://x@h/db"), Some("postgres://y@h/db")), "postgres://y@h/db");
    }

    #[test]
    fn a_password_is_not_shown() {
        assert_eq!(without_password("postgres://zx:secret@localhost/zx"), "postgres://zx:…@localhost/zx");
        assert_eq!(without_password("sqlite:/tmp/a.db"), "sqlite:/tmp/a.db");
    }
}
