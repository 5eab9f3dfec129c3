/* A folder whose file system has no locks, as some shared ones are: every lock is answered with the error NO_LOCKS.

   Loaded with LD_PRELOAD. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/file.h>

static int refused(void) {
    errno = atoi(getenv("NO_LOCKS"));
    return -1;
}

int flock(int fd, int operation) {
    (void)fd;
    return operation & LOCK_UN ? 0 : refused();
}

static int control(const char *name, int fd, int command, void *argument) {
    int (*real)(int, int, ...) = dlsym(RTLD_NEXT, name);
    if (command == F_GETLK || ((command == F_SETLK || command == F_SETLKW) &&
                               ((struct flock *)argument)->l_type != F_UNLCK))
        return refused();
    return real(fd, command, argument);
}

#define CONTROL(name)                                  \
    int name(int fd, int command, ...) {               \
        va_list rest;                                  \
        va_start(rest, command);                       \
        void *argument = va_arg(rest, void *);         \
        va_end(rest);                                  \
        return control(#name, fd, command, argument);  \
    }

CONTROL(fcntl)
CONTROL(fcntl64)
