//! `zhixing reread`: reads stored reports again with the present rules, and shows what changes.

use std::io::{self, Write};

use super::{Done, Failure, args, open::Open};
use crate::{
    app::reread::{Difference, reread},
    domain::{Claim, Org},
    wording,
};

/// Shows every difference; with `--apply` the new readings take the place of the old ones.
pub async fn run(open: &Open, args: &args::Reread) -> Result<Done, Failure> {
    let (app, company) = open.company().await?;
    let org = company.org.clone();
    // Where nobody reads what is shown, the work goes on.
    let tell = |difference: &Difference| drop(show(&mut io::stdout().lock(), &org, difference));
    let done = reread(&app, &company, args.since, args.apply, tell).await?;
    println!("{} reports read again, {} differ", done.reports, done.differing);
    if done.left_out > 0 {
        println!("{} left as they are: their writers are no longer in the company", done.left_out);
    }
    match (done.differing, args.apply) {
        (0, _) => {}
        (_, true) => println!("applied; what was read before is kept as superseded"),
        (_, false) => println!("nothing is changed; run again with --apply to take the new readings"),
    }
    Ok(Done::Whole)
}

fn show(out: &mut dyn Write, org: &Org, difference: &Difference) -> io::Result<()> {
    let report = &difference.report.report;
    writeln!(out, "{} {} {}", report.external_id, org.name(&report.author), report.sent_on)?;
    let mut line = |mark: char, claim: &Claim| {
        let words = wording::claim_line(org, claim, report.language);
        writeln!(out, "  {mark} {words}  ←「{}」", claim.quote)
    };
    difference.gone.iter().try_for_each(|claim| line('-', claim))?;
    difference.new.iter().try_for_each(|claim| line('+', claim))
}
