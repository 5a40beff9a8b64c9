//! The rooms depend on each other in one direction; files stay small; sentences and SQL stay where they belong.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// What each room may use, besides itself. A room that is not listed here does not exist.
const MAY_USE: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("understanding", &["domain"]),
    ("insight", &["domain"]),
    ("models", &["domain", "understanding"]),
    ("store", &["domain"]),
    ("sheets", &["domain"]),
    ("app", &["domain", "understanding", "insight", "models", "store"]),
    ("wording", &["domain", "understanding", "insight", "app"]),
    ("conversation", &["domain", "understanding", "insight", "store", "app", "wording"]),
    ("channels", &["domain", "store", "app", "wording", "conversation"]),
    ("web", &["domain", "store", "app", "wording", "conversation", "channels"]),
    ("eval", &["domain", "understanding", "insight", "models", "app", "wording", "conversation"]),
    ("config", &[]),
    (
        "cli",
        &[
            "domain",
            "understanding",
            "insight",
            "models",
            "store",
            "sheets",
            "app",
            "wording",
            "conversation",
            "channels",
            "eval",
            "config",
            "web",
        ],
    ),
];

/// The most lines of a file.
const MOST_LINES: usize = 400;

/// Names that say nothing of what is inside.
const NOTHING_NAMES: &[&str] = &["utils", "util", "common", "misc", "helpers", "helper", "manager", "service"];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

fn all_files() -> Vec<(String, String)> {
    let mut found = Vec::new();
    files(&source(), &mut found);
    assert!(found.len() > 50, "the sources were found");
    found
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(source()).expect("it is inside").display().to_string();
            (name, fs::read_to_string(&path).expect("it is text"))
        })
        .collect()
}

fn room(file: &str) -> &str {
    file.split(['/', '.']).next().expect("there is a first part")
}

/// The rooms named after `crate::` in the code of a file; what stands behind `//` is no code.
fn used(text: &str) -> BTreeSet<String> {
    let mut rooms = BTreeSet::new();
    let code: String = text.lines().map(|l| l.split("//").next().unwrap_or("")).collect::<Vec<_>>().join("\n");
    for part in code.split("crate::").skip(1) {
        if let Some(group) = part.strip_prefix('{') {
            let mut depth = 0;
            let mut name = String::new();
            for c in group.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => {
                        rooms.insert(std::mem::take(&mut name));
                        continue;
                    }
                    _ => {}
                }
                if depth == 0 {
                    name.push(c);
                }
            }
            rooms.insert(name);
        } else {
            rooms.insert(part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    rooms
        .iter()
        .map(|r| room(r.trim().split("::").next().unwrap_or("")).to_string())
        .filter(|r| !r.is_empty())
        .collect()
}

#[test]
fn dependencies_run_one_way() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_USE.iter().copied().collect();
    let mut wrong = Vec::new();
    for (file, text) in all_files() {
        let here = room(&file);
        if matches!(here, "main" | "lib") {
            continue;
        }
        let Some(allowed) = allowed.get(here) else {
            wrong.push(format!("{file}: the room {here} is not on the map"));
            continue;
        };
        for other in used(&text) {
            let is_room = MAY_USE.iter().any(|(name, _)| *name == other);
            if is_room && other != here && !allowed.contains(&other.as_str()) {
                wrong.push(format!("{file} uses {other}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_reading_of_use_lines_is_right() {
    let text = "use crate::{app::{App, Error}, domain::Key};\n// crate::cli\nlet x = crate::store::Tx;";
    let expected: BTreeSet<String> = ["app", "domain", "store"].map(String::from).into();
    assert_eq!(used(text), expected);
}

#[test]
fn files_are_small_and_named_for_what_they_hold() {
    for (file, text) in all_files() {
        // Word lists are data: as long as the language has words.
        let is_word_list = file.starts_with("understanding/language/");
        let code = text.split("#[cfg(test)]").next().unwrap_or(&text).lines().count();
        assert!(is_word_list || code <= MOST_LINES, "{file} has {code} lines");
        for part in file.trim_end_matches(".rs").split('/') {
            assert!(!NOTHING_NAMES.contains(&part), "{file} is named {part}");
        }
    }
}

#[test]
fn only_the_store_speaks_sql() {
    for (file, text) in all_files().iter().filter(|(file, _)| room(file) != "store") {
        assert!(!text.contains("sqlx::"), "{file} uses sqlx");
    }
}

#[test]
fn the_domain_reads_no_clock_and_does_no_io() {
    let pure = ["domain", "understanding", "insight", "sheets", "wording"];
    for (file, text) in all_files().iter().filter(|(file, _)| pure.contains(&room(file))) {
        for word in ["Utc::now", "Local::now", "SystemTime", "std::fs", "std::net", "async fn", "tokio::"] {
            assert!(!text.contains(word), "{file} has {word}");
        }
    }
}

#[test]
fn sentences_for_people_stay_in_their_rooms() {
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let rooms = ["app", "conversation", "store", "insight"];
    for (file, text) in all_files().iter().filter(|(file, _)| rooms.contains(&room(file))) {
        let code = text.split("#[cfg(test)]").next().unwrap_or(text);
        for line in code.lines().map(|l| l.split("//").next().unwrap_or("")) {
            assert!(!line.chars().any(han), "{file}: {line}");
        }
    }
}
