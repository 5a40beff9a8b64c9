//! The second wall between companies, on PostgreSQL: whatever a statement forgets, row-level security shows and lets
//! write the rows of one company only.
//!
//! A process works for one company and says so once ([`Store::bind`]). Each transaction then begins by naming it, in the
//! same round trip; one that names none sees nothing but which companies there are. An SQLite file has one company, and
//! the rights of the file are its wall.
//!
//! The wall holds the owner of the tables too, but neither superusers nor roles with `bypassrls`: as such a role nothing
//! is served ([`Store::must_be_held`]).

use uuid::Uuid;

#[cfg(feature = "postgres")]
use super::dialect::wall;
use super::{Db, Error, Result, Store};

/// The company that transactions act for, with how they begin.
pub(super) struct Acting {
    company: Uuid,
    /// Begins a transaction that writes.
    #[cfg(feature = "postgres")]
    pub write: &'static str,
    /// Begins one that reads.
    #[cfg(feature = "postgres")]
    pub read: &'static str,
}

impl Acting {
    fn new(company: Uuid) -> Acting {
        // sqlx wants texts to live as long as the program, and so does the company it works for.
        #[cfg(feature = "postgres")]
        let begin = |how: &str| -> &'static str { format!("{how}; set local zhixing.company = '{company}'").leak() };
        Acting {
            company,
            #[cfg(feature = "postgres")]
            write: begin(wall::POSTGRES_WRITE),
            #[cfg(feature = "postgres")]
            read: begin(wall::POSTGRES_READ),
        }
    }
}

/// How the wall stands around a database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wall {
    /// The role that asked.
    pub role: String,
    /// Why the wall does not hold that role, if it does not.
    pub passes: Option<&'static str>,
    /// Whether it owns tables: then it could take the wall down.
    pub owns: bool,
    /// Tables without the wall.
    pub bare: Vec<String>,
    /// What makes the two roles that this database should have; to be run in it by a superuser.
    pub roles: String,
}

impl Store {
    /// Says for which company this process works. It does for one only, so another is refused.
    pub fn bind(&self, company: Uuid) -> Result<()> {
        let bound = self.acting.get_or_init(|| Acting::new(company));
        if bound.company == company { Ok(()) } else { Err(Error::Bound) }
    }

    /// The same connections, for a company of their own: to look at one after the other.
    pub fn bound_to(&self, company: Uuid) -> Store {
        let acting = std::sync::OnceLock::from(Acting::new(company));
        Store { db: self.db.clone(), acting: acting.into() }
    }

    /// An error where the wall does not hold the role of this connection.
    pub async fn must_be_held(&self) -> Result<()> {
        match &*self.db {
            Db::Sqlite { .. } => Ok(()),
            #[cfg(feature = "postgres")]
            Db::Postgres(pool) => match role(pool).await? {
                (_, None) => Ok(()),
                (role, Some(why)) => Err(Error::Unheld { role: role.into(), why }),
            },
        }
    }

    /// How the wall stands; nothing on SQLite.
    pub async fn wall(&self) -> Result<Option<Wall>> {
        match &*self.db {
            Db::Sqlite { .. } => Ok(None),
            #[cfg(feature = "postgres")]
            Db::Postgres(pool) => {
                let (role, passes) = role(pool).await?;
                let owns = sqlx::query_scalar(wall::POSTGRES_OWNS).fetch_one(pool).await?;
                let bare = sqlx::query_scalar(wall::POSTGRES_BARE).fetch_all(pool).await?;
                let (database, owner, service): (String, String, String) =
                    sqlx::query_as(wall::POSTGRES_NAMES).fetch_one(pool).await?;
                let roles = wall::POSTGRES_ROLES.replace("DATABASE", &database);
                let roles = roles.replace("OWNER_ROLE", &owner).replace("SERVICE_ROLE", &service);
                Ok(Some(Wall { role, passes, owns, bare, roles }))
            }
        }
    }
}

/// The role of the connections, and why the wall does not hold it, if so.
#[cfg(feature = "postgres")]
async fn role(pool: &sqlx::PgPool) -> Result<(String, Option<&'static str>)> {
    let (role, is_super, bypasses): (String, bool, bool) = sqlx::query_as(wall::POSTGRES_ROLE).fetch_one(pool).await?;
    let passes = match (is_super, bypasses) {
        (true, _) => Some("is a superuser"),
        (false, true) => Some("has BYPASSRLS"),
        (false, false) => None,
    };
    Ok((role, passes))
}
