//! What is looked at before a workbook is parsed: its size, its parts, and what they really unpack to.

use std::io::{Cursor, Read, copy, sink};

use zip::{ZipArchive, result::ZipError};

use crate::sheets::{Refused, limits};

/// How an old workbook, and one with a password, begins.
const COMPOUND: [u8; 4] = [0xd0, 0xcf, 0x11, 0xe0];

/// Refuses what is no workbook or would unpack to too much. What the archive claims is looked at first; then every part
/// is unpacked to nowhere, as claims may be false.
pub(super) fn check(bytes: &[u8]) -> Result<(), Refused> {
    if bytes.len() as u64 > limits::FILE {
        return Err(Refused::TooLarge(limits::FILE));
    }
    if bytes.starts_with(&COMPOUND) {
        return Err(Refused::Compound);
    }
    if !bytes.starts_with(b"PK") {
        return Err(Refused::NotXlsx);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > limits::PARTS {
        return Err(Refused::Parts(archive.len(), limits::PARTS));
    }
    let mut claimed = 0_u64;
    for at in 0..archive.len() {
        let part = archive.by_index_raw(at).map_err(damaged)?;
        claimed = claimed.saturating_add(part.size());
        let name = part.name().map(|n| n.into_owned()).unwrap_or_default();
        within_ratio(&name, part.size(), part.compressed_size())?;
    }
    if claimed > limits::UNPACKED {
        return Err(Refused::Unpacked(limits::UNPACKED));
    }
    let mut left = limits::UNPACKED;
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).map_err(damaged)?;
        let (name, packed) = (part.name().map(|n| n.into_owned()).unwrap_or_default(), part.compressed_size());
        let real = copy(&mut (&mut part).take(left + 1), &mut sink())
            .map_err(|error| Refused::Damaged(format!("{name}: {error}")))?;
        within_ratio(&name, real, packed)?;
        left = left.checked_sub(real).ok_or(Refused::Unpacked(limits::UNPACKED))?;
    }
    Ok(())
}

fn within_ratio(part: &str, unpacked: u64, packed: u64) -> Result<(), Refused> {
    if unpacked > limits::SMALL && unpacked / packed.max(1) > limits::RATIO {
        return Err(Refused::Ratio { part: part.to_owned(), ratio: limits::RATIO });
    }
    Ok(())
}

fn damaged(error: ZipError) -> Refused {
    Refused::Damaged(error.to_string())
}
