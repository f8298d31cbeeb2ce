"""A disk that fails on demand: a small library, loaded before all others, that lets writing below a folder fail.

While the file `Disk.switch` holds an error number, every attempt to write below the folder ends in that error, as it
would on a full disk, a broken one, or one that was mounted read-only in the meantime. Reading goes on.
"""

from __future__ import annotations

import errno
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

SOURCE = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static int fault(void) {
    const char *name = getenv("FAULTS_SWITCH");
    int number = 0;
    if (!name) return 0;
    FILE *file = fopen(name, "re");
    if (!file) return 0;
    if (fscanf(file, "%d", &number) != 1) number = 0;
    fclose(file);
    return number;
}

static int below(const char *path) {
    const char *folder = getenv("FAULTS_BELOW");
    return folder && strncmp(path, folder, strlen(folder)) == 0;
}

static int fails(int fd) {
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    if (!below(path)) return 0;
    int number = fault();
    if (number) errno = number;
    return number;
}

#define NEXT(name) static __typeof__(&name) next; if (!next) next = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

ssize_t write(int fd, const void *data, size_t count) {
    NEXT(write);
    return fd > 2 && fails(fd) ? -1 : next(fd, data, count);
}
ssize_t pwrite(int fd, const void *data, size_t count, off_t at) {
    NEXT(pwrite);
    return fails(fd) ? -1 : next(fd, data, count, at);
}
ssize_t pwrite64(int fd, const void *data, size_t count, off64_t at) {
    NEXT(pwrite64);
    return fails(fd) ? -1 : next(fd, data, count, at);
}
int ftruncate64(int fd, off64_t length) {
    NEXT(ftruncate64);
    return fails(fd) ? -1 : next(fd, length);
}
int fsync(int fd) {
    NEXT(fsync);
    return fails(fd) ? -1 : next(fd);
}
int fdatasync(int fd) {
    NEXT(fdatasync);
    return fails(fd) ? -1 : next(fd);
}

static int makes(const char *path, int flags) {
    if (!(flags & (O_CREAT | O_WRONLY | O_RDWR)) || path[0] != '/' || !below(path)) return 0;
    int number = fault();
    if (number != EROFS) number = 0; /* it is the writing that fails */
    if (number) errno = number;
    return number;
}
int open(const char *path, int flags, ...) {
    NEXT(open);
    va_list more; va_start(more, flags); mode_t mode = va_arg(more, mode_t); va_end(more);
    return makes(path, flags) ? -1 : next(path, flags, mode);
}
int open64(const char *path, int flags, ...) {
    NEXT(open64);
    va_list more; va_start(more, flags); mode_t mode = va_arg(more, mode_t); va_end(more);
    return makes(path, flags) ? -1 : next(path, flags, mode);
}
"""

FULL, BROKEN, READ_ONLY = errno.ENOSPC, errno.EIO, errno.EROFS


@dataclass(frozen=True, slots=True)
class Disk:
    """A folder whose disk can fail for processes that are started with `environment`."""

    library: Path
    folder: Path
    switch: Path

    @property
    def environment(self) -> dict[str, str]:
        """What such a process needs."""
        return {"LD_PRELOAD": str(self.library), "FAULTS_BELOW": str(self.folder), "FAULTS_SWITCH": str(self.switch)}

    def fail(self, number: int) -> None:
        """From now on: `FULL`, `BROKEN` or `READ_ONLY`."""
        self.switch.write_text(str(number))

    def mend(self) -> None:
        """Writing works again."""
        self.switch.unlink()


def build(folder: Path) -> Path | None:
    """Compile the library into a folder; None where there is no C compiler, or one that cannot do it."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        return None
    source, library = folder / "faults.c", folder / "faults.so"
    source.write_text(SOURCE)
    command = [compiler, "-shared", "-fPIC", "-O1", "-o", str(library), str(source), "-ldl"]
    done = subprocess.run(command, capture_output=True, check=False)
    return library if done.returncode == 0 else None
