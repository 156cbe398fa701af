// Preloaded into a program, makes one of its calls on files fail, or ends the program there.
//
// A call is known by its kind, its path, and how many like it came before: threads may come in any
// order. These variables say what is done:
//
//   FAULTS_BELOW  the folder below which calls count
//   FAULTS_LOG    a file outside of it, which gets a line for every call or, where one is named, for
//                 that one when it is reached
//   FAULTS_CALL   the kind and the path within the folder: "write q/README.md"
//   FAULTS_AFTER  how many like it are let through before
//   FAULTS_MODE   fail; kill: the program, before the call; half: write half of the bytes, then kill
//
// ".partial" files are named without the number of the process.
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int like_it = 0;

// What would be called without this library.
#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static void end(void) {
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

// No call of this library is one that it counts.
static void note(const char *call) {
  char line[PATH_MAX + 64];
  int length = snprintf(line, sizeof line, "%s\n", call);
  int log = syscall(SYS_openat, AT_FDCWD, getenv("FAULTS_LOG"),
                    O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (log < 0 || syscall(SYS_write, log, line, length) != length) abort();
  syscall(SYS_close, log);
}

// The path of an open folder or file.
static void name_descriptor(int descriptor, char *path) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, PATH_MAX - 1);
  path[length < 0 ? 0 : length] = 0;
}

// A path that may be relative to an open folder, as an absolute one.
static void name_path(int folder, const char *name, char *path) {
  char base[PATH_MAX] = "";
  if (name[0] != '/') {
    if (folder != AT_FDCWD) name_descriptor(folder, base);
    else if (!getcwd(base, sizeof base)) abort();
    strncat(base, "/", sizeof base - strlen(base) - 1);
  }
  while (name[0] == '.' && name[1] == '/') name += 2;
  snprintf(path, 2 * PATH_MAX, "%s%s", base, name);
}

// Takes the number of this process out of the name of a temporary file.
static void hide_process(char *path) {
  char number[32];
  snprintf(number, sizeof number, ".%d.partial", (int)getpid());
  char *place = strstr(path, number);
  if (place) strcpy(place, ".partial");
}

// Whether a call is the one that is to fail. Does not return where the program is to end.
static int is_chosen(const char *kind, char *path) {
  const char *below = getenv("FAULTS_BELOW"), *chosen = getenv("FAULTS_CALL");
  size_t length = below ? strlen(below) : 0;
  if (!length || strncmp(path, below, length) || path[length] != '/') return 0;
  hide_process(path);
  char call[2 * PATH_MAX + 64];
  snprintf(call, sizeof call, "%s %s", kind, path + length + 1);
  if (!chosen) return note(call), 0;
  if (strcmp(call, chosen)) return 0;
  pthread_mutex_lock(&mutex);
  int before = like_it++;
  pthread_mutex_unlock(&mutex);
  if (before != atoi(getenv("FAULTS_AFTER"))) return 0;
  note(call);
  if (!strcmp(getenv("FAULTS_MODE"), "kill")) end();
  return 1;
}

static int is_chosen_at(const char *kind, int folder, const char *name) {
  char path[2 * PATH_MAX];
  int error = errno;
  name_path(folder, name, path);
  int is = is_chosen(kind, path);
  errno = error;
  return is;
}

static int is_chosen_of(const char *kind, int descriptor) {
  char path[2 * PATH_MAX];
  int error = errno;
  name_descriptor(descriptor, path);
  int is = is_chosen(kind, path);
  errno = error;
  return is;
}

#define REFUSE(number) return errno = (number), -1

// Opening to read, and opening to write.
static int is_open_chosen(int folder, const char *name, int flags) {
  int writes = (flags & O_ACCMODE) != O_RDONLY;
  if (!is_chosen_at(writes ? "create" : "open", folder, name)) return 0;
  errno = writes ? ENOSPC : EIO;
  return 1;
}

#define MODE(last)       \
  va_list rest;          \
  va_start(rest, last);  \
  int mode = last & (O_CREAT | O_TMPFILE) ? va_arg(rest, int) : 0; \
  va_end(rest)

#define OPEN(name)                                          \
  int name(const char *path, int flags, ...) {              \
    MODE(flags);                                            \
    if (is_open_chosen(AT_FDCWD, path, flags)) return -1;   \
    return NEXT(name)(path, flags, mode);                   \
  }
#define OPENAT(name)                                        \
  int name(int folder, const char *path, int flags, ...) {  \
    MODE(flags);                                            \
    if (is_open_chosen(folder, path, flags)) return -1;     \
    return NEXT(name)(folder, path, flags, mode);           \
  }
#define CREAT(name)                                                                 \
  int name(const char *path, mode_t mode) {                                         \
    if (is_open_chosen(AT_FDCWD, path, O_WRONLY)) return -1;                        \
    return NEXT(name)(path, mode);                                                  \
  }
#define FOPEN(name)                                                                     \
  FILE *name(const char *path, const char *mode) {                                      \
    if (is_open_chosen(AT_FDCWD, path, strcmp(mode, "r") && strcmp(mode, "rb"))) return NULL; \
    return NEXT(name)(path, mode);                                                      \
  }

OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)
CREAT(creat)
CREAT(creat64)
FOPEN(fopen)
FOPEN(fopen64)

DIR *opendir(const char *path) {
  return is_open_chosen(AT_FDCWD, path, O_RDONLY) ? NULL : NEXT(opendir)(path);
}

// What Foundation lists whole trees with.
FTS *fts_open(char *const *paths, int options, int (*order)(const FTSENT **, const FTSENT **)) {
  return is_open_chosen(AT_FDCWD, paths[0], O_RDONLY) ? NULL : NEXT(fts_open)(paths, options, order);
}

ssize_t write(int descriptor, const void *bytes, size_t count) {
  if (descriptor > 2 && is_chosen_of("write", descriptor)) {
    if (strcmp(getenv("FAULTS_MODE"), "half")) REFUSE(ENOSPC);
    if (NEXT(write)(descriptor, bytes, count / 2) < 0) abort();
    end();
  }
  return NEXT(write)(descriptor, bytes, count);
}

#define ON_DESCRIPTOR(type, name, kind, error, parameters, arguments) \
  type name parameters {                                              \
    if (is_chosen_of(kind, descriptor)) REFUSE(error);                \
    return NEXT(name) arguments;                                      \
  }

ON_DESCRIPTOR(ssize_t, pwrite, "pwrite", ENOSPC,
              (int descriptor, const void *bytes, size_t count, off_t offset),
              (descriptor, bytes, count, offset))
ON_DESCRIPTOR(ssize_t, writev, "writev", ENOSPC,
              (int descriptor, const struct iovec *pieces, int count), (descriptor, pieces, count))
ON_DESCRIPTOR(int, ftruncate, "ftruncate", EIO, (int descriptor, off_t length), (descriptor, length))
ON_DESCRIPTOR(int, fsync, "fsync", EIO, (int descriptor), (descriptor))
ON_DESCRIPTOR(int, fdatasync, "fdatasync", EIO, (int descriptor), (descriptor))

#define ON_PATH(name, kind, error, folder, path, parameters, arguments) \
  int name parameters {                                                 \
    if (is_chosen_at(kind, folder, path)) REFUSE(error);                \
    return NEXT(name) arguments;                                        \
  }

// Two names are told by the second, which is new.
ON_PATH(rename, "rename", EIO, AT_FDCWD, to, (const char *from, const char *to), (from, to))
ON_PATH(renameat, "rename", EIO, other, to,
        (int folder, const char *from, int other, const char *to), (folder, from, other, to))
ON_PATH(renameat2, "rename", EIO, other, to,
        (int folder, const char *from, int other, const char *to, unsigned flags),
        (folder, from, other, to, flags))
ON_PATH(link, "link", EIO, AT_FDCWD, to, (const char *from, const char *to), (from, to))
ON_PATH(symlink, "symlink", EIO, AT_FDCWD, to, (const char *from, const char *to), (from, to))
ON_PATH(unlink, "unlink", EIO, AT_FDCWD, path, (const char *path), (path))
ON_PATH(unlinkat, "unlink", EIO, folder, path, (int folder, const char *path, int flags),
        (folder, path, flags))
ON_PATH(rmdir, "rmdir", EIO, AT_FDCWD, path, (const char *path), (path))
ON_PATH(mkdir, "mkdir", ENOSPC, AT_FDCWD, path, (const char *path, mode_t mode), (path, mode))
ON_PATH(mkdirat, "mkdir", ENOSPC, folder, path, (int folder, const char *path, mode_t mode),
        (folder, path, mode))
