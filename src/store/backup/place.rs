//! Where a backup is put: beside its name until it is whole, then under it.

use std::{
    ffi::OsString,
    fs::{File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use uuid::Uuid;

use super::error::{Error, Result};

/// A file that gets its name once it is whole and on disk. Dropped before, it is removed; after a kill a file ending in
/// `.part` is left, which no restore takes.
pub(super) struct Unfinished {
    file: File,
    part: PathBuf,
    target: PathBuf,
}

impl Unfinished {
    /// Makes the file, for its owner's eyes only: it holds everything.
    pub fn create(target: &Path) -> Result<Unfinished> {
        if target.symlink_metadata().is_ok() {
            return Err(Error::Exists(target.into()));
        }
        let mut name = target.file_name().map(OsString::from).unwrap_or_default();
        name.push(format!(".{}.part", Uuid::now_v7().simple()));
        let part = target.with_file_name(name);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&part).map_err(Error::file("making the backup's file"))?;
        Ok(Unfinished { file, part, target: target.into() })
    }

    /// Waits for the disk, then gives the file its name.
    pub fn finish(self) -> Result<()> {
        self.file.sync_all().map_err(Error::file("writing the backup to disk"))?;
        // A link replaces nothing; where the file system has none, a name that appeared meanwhile is seen just before.
        match std::fs::hard_link(&self.part, &self.target) {
            Ok(()) => {}
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => return Err(Error::Exists(self.target.clone())),
            Err(_) if self.target.symlink_metadata().is_ok() => return Err(Error::Exists(self.target.clone())),
            Err(_) => std::fs::rename(&self.part, &self.target).map_err(Error::file("naming the backup's file"))?,
        }
        let target = self.target.clone();
        drop(self);
        sync_folder(&target)
    }
}

/// Waits until the folder that a file stands in is on disk, with the file's name.
fn sync_folder(file: &Path) -> Result<()> {
    let folder = file.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder).and_then(|f| f.sync_all()).map_err(Error::file("writing the backup's folder to disk"))
}

impl Write for Unfinished {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        // After a rename it is no longer there.
        let _ = std::fs::remove_file(&self.part);
    }
}
