#ifndef PLATEN_CPLATFORM_H
#define PLATEN_CPLATFORM_H

/// What Glibc's Swift overlay lacks: calls that are macros, variadic or newer than its headers.
/// Every function returns 0 (or the stated value) on success and a negative errno on failure.

#include <stdint.h>
#include <sys/types.h>

/// `renameat2(2)` with RENAME_NOREPLACE; -EINVAL where the file system cannot.
int platen_rename_exclusive(int from_directory, const char *from, int to_directory, const char *to);

/// `pipe2(2)` with O_CLOEXEC: no descriptor leaks into a child that another thread starts meanwhile.
int platen_pipe(int ends[2]);

/// `memfd_create(2)` with MFD_CLOEXEC; returns the descriptor.
int platen_anonymous_file(const char *label);

/// `syncfs(2)` of the file system that holds `descriptor`.
int platen_syncfs(int descriptor);

/// Catches the signals from now on; their numbers arrive as bytes in the returned descriptor, which is
/// non-blocking and lives as long as the process.
int platen_catch_signals(const int *numbers, int count);

/// `accept4(2)` with SOCK_CLOEXEC; the new descriptor.
int platen_accept(int socket);

/// `f_type` of `fstatfs(2)`, or a negative errno.
long platen_file_system_type(int descriptor);

#include "CSandbox.h"

#endif
