#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/vfs.h>
#include <unistd.h>

int platen_rename_exclusive(int from_directory, const char *from, int to_directory,
                            const char *to) {
  return renameat2(from_directory, from, to_directory, to, RENAME_NOREPLACE) == 0 ? 0 : -errno;
}

int platen_syncfs(int descriptor) { return syncfs(descriptor) == 0 ? 0 : -errno; }

int platen_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC) == 0 ? 0 : -errno; }

int platen_accept(int socket) {
  int descriptor = accept4(socket, NULL, NULL, SOCK_CLOEXEC);
  return descriptor >= 0 ? descriptor : -errno;
}

long platen_file_system_type(int descriptor) {
  struct statfs status;
  return fstatfs(descriptor, &status) == 0 ? (long)status.f_type : -errno;
}

int platen_anonymous_file(const char *label) {
  int descriptor = memfd_create(label, MFD_CLOEXEC);
  return descriptor < 0 ? -errno : descriptor;
}
