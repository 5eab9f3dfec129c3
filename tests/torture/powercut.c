/* Notes everything that a process does to the files under one folder, for tests of power cuts; see power_trace.py.

   Loaded with LD_PRELOAD. Does nothing until powercut_trace(folder, trace) is called; the folder has to be empty then.
   Each record: op, object (a file, whatever its names), offset or size, length; then `length` bytes of data or names.
   What is written through mmap is not seen: SQLite's -shm alone, which it makes anew after a crash. */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { WRITE = 1, SIZE = 2, SYNC = 3, CREATE = 4, UNLINK = 5, RENAME = 6, SYNC_FOLDER = 7, MARK = 8 };
enum { MOST_FILES = 65536 };

static char root[PATH_MAX];
static size_t root_length;
static int trace = -1;
static int kill_op, kill_turn;
static pthread_mutex_t lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static struct { ino_t inode; uint64_t object; } files[MOST_FILES];
static int known;
static uint64_t last_object;

static void put(const void *data, size_t length)
{
    while (length > 0) {
        ssize_t done = syscall(SYS_write, trace, data, length);
        if (done < 0) { if (errno == EINTR) continue; abort(); }
        data = (const char *)data + done;
        length -= (size_t)done;
    }
}

static void note(uint64_t op, uint64_t object, uint64_t offset, const void *data, size_t length)
{
    int kept = errno;
    uint64_t head[4] = {op, object, offset, length};
    put(head, sizeof head);
    put(data, length);
    errno = kept;
}

/* The n-th operation of a kind is the one that the process does not live to do. */
static void maybe_die(int op)
{
    if (kill_op == op && --kill_turn == 0) kill(getpid(), SIGKILL);
}

static uint64_t object_of(int fd)
{
    struct stat about;
    if (trace < 0 || fstat(fd, &about) != 0 || !S_ISREG(about.st_mode)) return 0;
    for (int i = known - 1; i >= 0; i--)
        if (files[i].inode == about.st_ino) return files[i].object;
    return 0;
}

/* A file without a name: its number may be given to another file, or folder, at once. */
static void forget(const char *path)
{
    struct stat about;
    if (lstat(path, &about) != 0 || about.st_nlink > 1) return;
    for (int i = 0; i < known; i++)
        if (files[i].inode == about.st_ino) files[i].inode = 0;
}

/* The path in full, where it is under the folder; the folder itself need not be the last one that exists. */
static int under(const char *path, char *full)
{
    if (trace < 0 || !path) return 0;
    if (path[0] == '/') { if (strlen(path) >= PATH_MAX) return 0; strcpy(full, path); }
    else {
        if (!getcwd(full, PATH_MAX) || strlen(full) + strlen(path) + 2 > PATH_MAX) return 0;
        strcat(full, "/");
        strcat(full, path);
    }
    return strncmp(full, root, root_length) == 0 && (full[root_length] == '/' || full[root_length] == 0);
}

void powercut_trace(const char *folder, const char *into)
{
    pthread_mutex_lock(&lock);
    strncpy(root, folder, sizeof root - 1);
    root_length = strlen(root);
    known = 0;
    trace = (int)syscall(SYS_openat, AT_FDCWD, into, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    pthread_mutex_unlock(&lock);
}

void powercut_mark(const char *text)
{
    pthread_mutex_lock(&lock);
    if (trace >= 0) note(MARK, 0, 0, text, strlen(text));
    pthread_mutex_unlock(&lock);
}

void powercut_kill(int op, int turn) { kill_op = op; kill_turn = turn; }

static int opened(int fd, const char *full, int flags, int fresh)
{
    struct stat about;
    if (fd < 0 || fstat(fd, &about) != 0 || !S_ISREG(about.st_mode)) return fd;
    if (fresh) {
        if (known == MOST_FILES) abort();
        files[known].inode = about.st_ino;
        files[known++].object = ++last_object;
        note(CREATE, last_object, 0, full, strlen(full));
    } else if (flags & O_TRUNC) note(SIZE, object_of(fd), 0, "", 0);
    return fd;
}

static int open_any(int folder, const char *path, int flags, mode_t mode)
{
    char full[PATH_MAX];
    struct stat about;
    if ((folder != AT_FDCWD && path[0] != '/') || !under(path, full))
        return (int)syscall(SYS_openat, folder, path, flags, mode);
    pthread_mutex_lock(&lock);
    int fresh = (flags & O_CREAT) && stat(full, &about) != 0;
    if (fresh) maybe_die(CREATE);
    int fd = opened((int)syscall(SYS_openat, folder, path, flags, mode), full, flags, fresh);
    pthread_mutex_unlock(&lock);
    return fd;
}

static mode_t mode_of(int flags, va_list rest) { return (flags & (O_CREAT | O_TMPFILE)) ? va_arg(rest, mode_t) : 0; }

#define OPEN(name) \
    int name(const char *path, int flags, ...) \
    { \
        va_list rest; va_start(rest, flags); mode_t mode = mode_of(flags, rest); va_end(rest); \
        return open_any(AT_FDCWD, path, flags, mode); \
    }
#define OPENAT(name) \
    int name(int folder, const char *path, int flags, ...) \
    { \
        va_list rest; va_start(rest, flags); mode_t mode = mode_of(flags, rest); va_end(rest); \
        return open_any(folder, path, flags, mode); \
    }
OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)

static ssize_t written(uint64_t object, const void *data, ssize_t done, off_t offset)
{
    if (done > 0) note(WRITE, object, (uint64_t)offset, data, (size_t)done);
    return done;
}

ssize_t write(int fd, const void *data, size_t length)
{
    if (trace < 0) return syscall(SYS_write, fd, data, length);
    pthread_mutex_lock(&lock);
    uint64_t object = object_of(fd);
    off_t offset = 0;
    if (object) {
        struct stat about;
        maybe_die(WRITE);
        offset = lseek(fd, 0, SEEK_CUR);
        if ((fcntl(fd, F_GETFL) & O_APPEND) && fstat(fd, &about) == 0) offset = about.st_size;
    }
    ssize_t done = syscall(SYS_write, fd, data, length);
    if (object) written(object, data, done, offset);
    pthread_mutex_unlock(&lock);
    return done;
}

static ssize_t pwrite_any(int fd, const void *data, size_t length, off_t offset)
{
    if (trace < 0) return syscall(SYS_pwrite64, fd, data, length, offset);
    pthread_mutex_lock(&lock);
    uint64_t object = object_of(fd);
    if (object) maybe_die(WRITE);
    ssize_t done = syscall(SYS_pwrite64, fd, data, length, offset);
    if (object) written(object, data, done, offset);
    pthread_mutex_unlock(&lock);
    return done;
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) { return pwrite_any(fd, data, length, offset); }
ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) { return pwrite_any(fd, data, length, offset); }

static ssize_t vector(int fd, const struct iovec *parts, int count, off_t offset, int placed)
{
    ssize_t total = 0;
    for (int i = 0; i < count; i++) {
        ssize_t done = placed ? pwrite_any(fd, parts[i].iov_base, parts[i].iov_len, offset + total)
                              : write(fd, parts[i].iov_base, parts[i].iov_len);
        if (done < 0) return total ? total : done;
        total += done;
        if ((size_t)done < parts[i].iov_len) break;
    }
    return total;
}

/* Of files outside, as one call: several writes to a pipe or a socket are not the same as one. */
ssize_t writev(int fd, const struct iovec *parts, int count)
{
    return object_of(fd) ? vector(fd, parts, count, 0, 0) : syscall(SYS_writev, fd, parts, count);
}
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset) { return vector(fd, parts, count, offset, 1); }
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t offset) { return vector(fd, parts, count, offset, 1); }

static int size_any(int fd, off_t size)
{
    if (trace < 0) return (int)syscall(SYS_ftruncate, fd, size);
    pthread_mutex_lock(&lock);
    uint64_t object = object_of(fd);
    if (object) maybe_die(SIZE);
    int failed = (int)syscall(SYS_ftruncate, fd, size);
    if (object && !failed) note(SIZE, object, (uint64_t)size, "", 0);
    pthread_mutex_unlock(&lock);
    return failed;
}

int ftruncate(int fd, off_t size) { return size_any(fd, size); }
int ftruncate64(int fd, off64_t size) { return size_any(fd, size); }

static int allocate(int fd, int mode, off_t offset, off_t length)
{
    struct stat about;
    if (trace < 0) return (int)syscall(SYS_fallocate, fd, mode, offset, length);
    pthread_mutex_lock(&lock);
    uint64_t object = object_of(fd);
    int failed = (int)syscall(SYS_fallocate, fd, mode, offset, length);
    if (object && !failed && fstat(fd, &about) == 0) note(SIZE, object, (uint64_t)about.st_size, "", 0);
    pthread_mutex_unlock(&lock);
    return failed;
}

int fallocate(int fd, int mode, off_t offset, off_t length) { return allocate(fd, mode, offset, length); }
int fallocate64(int fd, int mode, off64_t offset, off64_t length) { return allocate(fd, mode, offset, length); }
int posix_fallocate(int fd, off_t offset, off_t length) { return allocate(fd, 0, offset, length) ? errno : 0; }
int posix_fallocate64(int fd, off64_t offset, off64_t length) { return allocate(fd, 0, offset, length) ? errno : 0; }

static int sync_any(int fd, long number)
{
    if (trace < 0) return (int)syscall(number, fd);
    pthread_mutex_lock(&lock);
    char link[64], full[PATH_MAX];
    struct stat about;
    uint64_t object = object_of(fd);
    if (object) maybe_die(SYNC);
    int failed = (int)syscall(number, fd);
    if (!failed && object) note(SYNC, object, 0, "", 0);
    else if (!failed && fstat(fd, &about) == 0 && S_ISDIR(about.st_mode)) {
        strcpy(link, "/proc/self/fd/");
        char digits[16];
        int n = 0;
        for (int left = fd; left || !n; left /= 10) digits[n++] = (char)('0' + left % 10);
        for (size_t end = strlen(link); n; link[++end] = 0) link[end] = digits[--n];
        ssize_t length = readlink(link, full, sizeof full - 1);
        if (length > 0) {
            full[length] = 0;
            if (strncmp(full, root, root_length) == 0) note(SYNC_FOLDER, 0, 0, full, (size_t)length);
        }
    }
    pthread_mutex_unlock(&lock);
    return failed;
}

int fsync(int fd) { return sync_any(fd, SYS_fsync); }
int fdatasync(int fd) { return sync_any(fd, SYS_fdatasync); }

static int unlink_any(int folder, const char *path, int flags)
{
    char full[PATH_MAX];
    if ((folder != AT_FDCWD && path[0] != '/') || (flags & AT_REMOVEDIR) || !under(path, full))
        return (int)syscall(SYS_unlinkat, folder, path, flags);
    pthread_mutex_lock(&lock);
    maybe_die(UNLINK);
    forget(full);
    int failed = (int)syscall(SYS_unlinkat, folder, path, flags);
    if (!failed) note(UNLINK, 0, 0, full, strlen(full));
    pthread_mutex_unlock(&lock);
    return failed;
}

int unlink(const char *path) { return unlink_any(AT_FDCWD, path, 0); }
int unlinkat(int folder, const char *path, int flags) { return unlink_any(folder, path, flags); }
int remove(const char *path)
{
    struct stat about;
    if (lstat(path, &about) == 0 && S_ISDIR(about.st_mode)) return rmdir(path);
    return unlink(path);
}

int rename(const char *old, const char *new)
{
    char both[2 * PATH_MAX + 1], second[PATH_MAX];
    if (!under(old, both) || !under(new, second)) return (int)syscall(SYS_rename, old, new);
    pthread_mutex_lock(&lock);
    maybe_die(RENAME);
    forget(new);
    int failed = (int)syscall(SYS_rename, old, new);
    size_t first = strlen(both);
    strcpy(both + first + 1, second);
    if (!failed) note(RENAME, 0, 0, both, first + 1 + strlen(second));
    pthread_mutex_unlock(&lock);
    return failed;
}
