//! Disks to cut off and to fill up: images and small file systems, mounted where only one thread and its children see
//! them. They go away with the last of these, whatever becomes of the test.

use std::{
    fs::File,
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
    process::Command,
    thread,
};

use nix::{
    mount::{MntFlags, MsFlags, mount, umount2},
    sched::{CloneFlags, unshare},
};

use super::{run, try_run};

/// Runs something with mounts of its own, after looking whether an image can be mounted at all.
pub fn with_own_mounts(work: impl FnOnce() + Send) -> Result<(), String> {
    thread::scope(|scope| {
        let thread = scope.spawn(|| {
            unshare(CloneFlags::CLONE_NEWNS).map_err(|e| format!("no mounts of its own: {e}"))?;
            let none = None::<&str>;
            mount(none, "/", none, MsFlags::MS_REC | MsFlags::MS_PRIVATE, none).map_err(|e| format!("mounts: {e}"))?;
            try_image()?;
            work();
            Ok(())
        });
        thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

fn try_image() -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
    let image = folder.path().join("try.img");
    make_image(&image, 64)?;
    Disk::try_image(&image, &folder.path().join("try")).map(drop)
}

/// Makes an image with an empty file system of so many megabytes.
pub fn make_image(image: &Path, megabytes: u64) -> Result<(), String> {
    let file = std::fs::File::create(image).map_err(|e| e.to_string())?;
    file.set_len(megabytes << 20).map_err(|e| e.to_string())?;
    // Nothing is left for the kernel to write by itself later.
    let settled = "lazy_itable_init=0,lazy_journal_init=0";
    try_run(Command::new("mkfs.ext4").args(["-q", "-F", "-m", "0", "-E", settled]).arg(image)).map(drop)
}

/// A mounted file system.
pub struct Disk {
    /// Where it is mounted.
    pub path: PathBuf,
}

impl Disk {
    /// Mounts an image. What is written to it stays in memory until it is synced, or for a minute.
    pub fn image(image: &Path, at: &Path) -> Disk {
        Disk::try_image(image, at).unwrap_or_else(|why| panic!("{why}"))
    }

    fn try_image(image: &Path, at: &Path) -> Result<Disk, String> {
        std::fs::create_dir_all(at).map_err(|e| e.to_string())?;
        try_run(Command::new("mount").args(["-t", "ext4", "-o", "loop,commit=60"]).arg(image).arg(at))?;
        Ok(Disk { path: at.into() })
    }

    /// Mounts a small file system in memory.
    pub fn small(at: &Path, megabytes: u32) -> Disk {
        std::fs::create_dir_all(at).expect("a folder is made");
        let size = format!("size={megabytes}m,mode=0777");
        run(Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(at));
        Disk { path: at.into() }
    }

    /// Fills it up, but for so many bytes. There is room again once what this gives is dropped.
    pub fn fill(&self, but_for: u64) -> Filler {
        let filler = Filler { path: self.path.join("filler") };
        let mut file = File::create(&filler.path).expect("it can be made");
        let some = [0_u8; 4096];
        let full = std::iter::repeat_with(|| file.write_all(&some)).find_map(Result::err);
        assert_eq!(full.map(|e| e.kind()), Some(ErrorKind::StorageFull));
        let size = file.metadata().expect("it is there").len();
        file.set_len(size - but_for).expect("it can be cut");
        filler
    }
}

/// A file that takes all room away.
pub struct Filler {
    path: PathBuf,
}

impl Drop for Filler {
    fn drop(&mut self) {
        // The disk may have been unmounted before.
        let _ = std::fs::remove_file(&self.path);
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Unmounted as soon as nobody uses it; the loop device goes with it.
        let _ = umount2(&self.path, MntFlags::MNT_DETACH);
    }
}
