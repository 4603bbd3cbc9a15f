/* Ends its process at, or fails, one call that touches files below a folder: a power cut, a full disk,
 * a broken one, exactly where a test wants it. Loaded before everything else:
 *
 *     cc -shared -fPIC -o faults.so faults.c -ldl
 *     LD_PRELOAD=faults.so FAULT_ROOT=/folder FAULT_AT=17 program
 *
 * FAULT_ROOT   only calls on paths below it count
 * FAULT_MATCH  only calls on paths of this pattern count, `*` and `?` standing for slashes too
 * FAULT_CALLS  `changes` (default): calls that change something; `all`: those that open, read, look
 *              and close too
 * FAULT_AT     which of them, from 1; none where absent
 * FAULT_ERROR  the error number that it fails with; SIGKILL where absent
 * FAULT_CLOCK  if set, the time of day jumps a day forth and back with every look at it
 * FAULT_LOG    a file, outside the root, to which every counted call is appended
 * FAULT_ARGUMENT  only processes with this text among their arguments have the fault
 * FAULT_ONCE   a file that is made: only the process that makes it has the fault
 *
 * A program that is linked with the library, and whose environment is bare, reads the same settings from
 * the file `faults` beside it, one NAME=VALUE in a line.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

static atomic_long counter;
static long fault_at;
static int fault_error;
static int counts_all;
static int clock_jumps;
static atomic_int jumps;
static int log_file = -1;
static char root[4096];
static char match[256];

/* A setting from the environment, or else from a line NAME=VALUE of the file. */
static const char *setting(const char *name, const char *file) {
  const char *value = getenv(name);
  if (value) return value;
  size_t length = strlen(name);
  for (const char *line = file; line; line = strchr(line, '\n')) {
    line += *line == '\n';
    if (strncmp(line, name, length) || line[length] != '=') continue;
    static char values[8][512];
    static int used;
    if (used == 8) return NULL;
    size_t count = strcspn(line + length + 1, "\n");
    snprintf(values[used], sizeof values[0], "%.*s", (int)count, line + length + 1);
    return values[used++];
  }
  return NULL;
}

/* The file `faults` beside the program, for processes that are started with a bare environment. */
static void read_settings(char *file, size_t size) {
  char path[4096];
  ssize_t length = readlink("/proc/self/exe", path, sizeof path - 8);
  if (length < 0) return;
  path[length] = 0;
  char *slash = strrchr(path, '/');
  if (!slash) return;
  strcpy(slash + 1, "faults");
  int handle = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC);
  if (handle < 0) return;
  length = syscall(SYS_read, handle, file, size - 1);
  file[length < 0 ? 0 : length] = 0;
  syscall(SYS_close, handle);
}

/* Whether this process is the one that the fault is meant for. */
static int is_meant(const char *argument, const char *once) {
  char command[4096];
  if (argument) {
    int handle = (int)syscall(SYS_openat, AT_FDCWD, "/proc/self/cmdline", O_RDONLY | O_CLOEXEC);
    ssize_t length = syscall(SYS_read, handle, command, sizeof command - 1);
    syscall(SYS_close, handle);
    if (length < 0 || !memmem(command, (size_t)length, argument, strlen(argument))) return 0;
  }
  if (!once) return 1;
  int handle =
      (int)syscall(SYS_openat, AT_FDCWD, once, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
  if (handle < 0) return 0;
  syscall(SYS_close, handle);
  return 1;
}

__attribute__((constructor)) static void prepare(void) {
  char file[4096] = "";
  read_settings(file, sizeof file);
  const char *argument = setting("FAULT_ARGUMENT", file);
  if (!is_meant(argument, setting("FAULT_ONCE", file))) return;
  const char *value = setting("FAULT_ROOT", file);
  if (value) snprintf(root, sizeof root, "%s", value);
  value = setting("FAULT_MATCH", file);
  if (value) snprintf(match, sizeof match, "%s", value);
  value = setting("FAULT_AT", file);
  if (value) fault_at = atol(value);
  value = setting("FAULT_ERROR", file);
  if (value) fault_error = atoi(value);
  value = setting("FAULT_CALLS", file);
  counts_all = value && strcmp(value, "all") == 0;
  clock_jumps = setting("FAULT_CLOCK", file) != NULL;
  value = setting("FAULT_LOG", file);
  if (value)
    log_file = (int)syscall(SYS_openat, AT_FDCWD, value, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC,
                            0644);
}

static int is_below_root(const char *path) {
  size_t length = strlen(root);
  return length > 0 && strncmp(path, root, length) == 0 &&
         (path[length] == '/' || path[length] == 0);
}

/* The path that a directory descriptor and a name mean; empty where it cannot be told. */
static void resolve(int directory, const char *name, char *path, size_t size) {
  path[0] = 0;
  if (name && name[0] == '/') {
    snprintf(path, size, "%s", name);
    return;
  }
  char link[64], folder[4096];
  if (directory == AT_FDCWD) snprintf(link, sizeof link, "/proc/self/cwd");
  else snprintf(link, sizeof link, "/proc/self/fd/%d", directory);
  ssize_t length = readlink(link, folder, sizeof folder - 1);
  if (length < 0) return;
  folder[length] = 0;
  if (name) snprintf(path, size, "%.2000s/%.2000s", folder, name);
  else snprintf(path, size, "%.4000s", folder);
}

/* Counts a call; returns whether it must fail. */
static int must_fail(const char *call, int directory, const char *name) {
  int saved = errno;
  char path[4200];
  resolve(directory, name, path, sizeof path);
  int fails = 0;
  if (is_below_root(path) && (!match[0] || fnmatch(match, path, 0) == 0)) {
    long number = atomic_fetch_add(&counter, 1) + 1;
    if (log_file >= 0) {
      char line[4400];
      int length = snprintf(line, sizeof line, "%ld %s %s\n", number, call, path);
      if (length > 0) syscall(SYS_write, log_file, line, (size_t)length);
    }
    if (fault_at == number) {
      if (fault_error == 0) {
        syscall(SYS_kill, getpid(), SIGKILL);
        for (;;) pause();
      }
      fails = 1;
    }
  }
  errno = fails ? fault_error : saved;
  return fails;
}

#define NEXT(name) \
  static __typeof__(&name) next; \
  if (!next) next = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

static int open_counts(int flags) {
  return counts_all || (flags & (O_CREAT | O_TRUNC));
}

#define OPEN(function) \
  int function(const char *path, int flags, ...) { \
    NEXT(function); \
    va_list arguments; \
    va_start(arguments, flags); \
    mode_t mode = (flags & (O_CREAT | __O_TMPFILE)) ? va_arg(arguments, mode_t) : 0; \
    va_end(arguments); \
    if (open_counts(flags) && must_fail("open", AT_FDCWD, path)) return -1; \
    return next(path, flags, mode); \
  }
#define OPENAT(function) \
  int function(int directory, const char *path, int flags, ...) { \
    NEXT(function); \
    va_list arguments; \
    va_start(arguments, flags); \
    mode_t mode = (flags & (O_CREAT | __O_TMPFILE)) ? va_arg(arguments, mode_t) : 0; \
    va_end(arguments); \
    if (open_counts(flags) && must_fail("open", directory, path)) return -1; \
    return next(directory, path, flags, mode); \
  }
OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)

ssize_t write(int file, const void *bytes, size_t count) {
  NEXT(write);
  return must_fail("write", file, NULL) ? -1 : next(file, bytes, count);
}
ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset) {
  NEXT(pwrite);
  return must_fail("write", file, NULL) ? -1 : next(file, bytes, count, offset);
}
ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset) {
  NEXT(pwrite64);
  return must_fail("write", file, NULL) ? -1 : next(file, bytes, count, offset);
}

ssize_t read(int file, void *bytes, size_t count) {
  NEXT(read);
  return counts_all && must_fail("read", file, NULL) ? -1 : next(file, bytes, count);
}
ssize_t pread(int file, void *bytes, size_t count, off_t offset) {
  NEXT(pread);
  return counts_all && must_fail("read", file, NULL) ? -1 : next(file, bytes, count, offset);
}
ssize_t pread64(int file, void *bytes, size_t count, off64_t offset) {
  NEXT(pread64);
  return counts_all && must_fail("read", file, NULL) ? -1 : next(file, bytes, count, offset);
}
struct dirent *readdir(DIR *stream) {
  NEXT(readdir);
  return counts_all && must_fail("readdir", dirfd(stream), NULL) ? NULL : next(stream);
}

int fstatat(int directory, const char *path, struct stat *status, int flags) {
  NEXT(fstatat);
  return counts_all && must_fail("stat", directory, path) ? -1
                                                          : next(directory, path, status, flags);
}

#define ON_FILE(function) \
  int function(int file) { \
    NEXT(function); \
    return must_fail(#function, file, NULL) ? -1 : next(file); \
  }
ON_FILE(fsync)
ON_FILE(fdatasync)
ON_FILE(syncfs)

int close(int file) {
  NEXT(close);
  int fails = counts_all && must_fail("close", file, NULL);
  int status = next(file);
  if (!fails) return status;
  errno = fault_error;
  return -1;
}

int ftruncate(int file, off_t size) {
  NEXT(ftruncate);
  return must_fail("ftruncate", file, NULL) ? -1 : next(file, size);
}
int ftruncate64(int file, off64_t size) {
  NEXT(ftruncate64);
  return must_fail("ftruncate", file, NULL) ? -1 : next(file, size);
}

int rename(const char *from, const char *to) {
  NEXT(rename);
  return must_fail("rename", AT_FDCWD, from) ? -1 : next(from, to);
}
int renameat(int from_directory, const char *from, int to_directory, const char *to) {
  NEXT(renameat);
  return must_fail("rename", from_directory, from) ? -1
                                                   : next(from_directory, from, to_directory, to);
}
int renameat2(int from_directory, const char *from, int to_directory, const char *to,
              unsigned flags) {
  NEXT(renameat2);
  return must_fail("rename", from_directory, from)
             ? -1
             : next(from_directory, from, to_directory, to, flags);
}

int mkdir(const char *path, mode_t mode) {
  NEXT(mkdir);
  return must_fail("mkdir", AT_FDCWD, path) ? -1 : next(path, mode);
}
int mkdirat(int directory, const char *path, mode_t mode) {
  NEXT(mkdirat);
  return must_fail("mkdir", directory, path) ? -1 : next(directory, path, mode);
}
int unlink(const char *path) {
  NEXT(unlink);
  return must_fail("unlink", AT_FDCWD, path) ? -1 : next(path);
}
int unlinkat(int directory, const char *path, int flags) {
  NEXT(unlinkat);
  return must_fail("unlink", directory, path) ? -1 : next(directory, path, flags);
}
int rmdir(const char *path) {
  NEXT(rmdir);
  return must_fail("unlink", AT_FDCWD, path) ? -1 : next(path);
}

int clock_gettime(clockid_t clock, struct timespec *time) {
  NEXT(clock_gettime);
  int status = next(clock, time);
  if (status == 0 && clock_jumps && clock == CLOCK_REALTIME)
    time->tv_sec += atomic_fetch_add(&jumps, 1) % 2 ? 86400 : -86400;
  return status;
}
