//! What zhixing says of what was done and looked at, in English.

use super::card::day;
use crate::{
    domain::access::Class,
    wording::trace::{TraceSay, lines, looks},
};

pub(in crate::wording) fn say(what: &TraceSay) -> String {
    match what {
        TraceSay::Log(entries) => {
            let count = entries.len();
            format!("The newest {count} entries of the audit log; `zhixing audit` shows all:{}", lines(entries))
        }
        TraceSay::NoLog => "Only auditors see the audit log.".into(),
        TraceSay::Looked(all) if all.is_empty() => {
            "Nobody has looked at your reports and figures, by the record.".into()
        }
        TraceSay::Looked(all) => {
            format!("Who looked at your reports and figures, newest first:{}", looks(all, day, kind, ", "))
        }
        TraceSay::NotRecorded => {
            "Your company does not record who looks at what. You may ask who can see your reports.".into()
        }
    }
}

fn kind(class: Class) -> &'static str {
    if class == Class::ReportText {
        "reports"
    } else if matches!(class, Class::PersonKpi | Class::PositionKpi) {
        "your KPIs"
    } else {
        "what you did and your hours"
    }
}
