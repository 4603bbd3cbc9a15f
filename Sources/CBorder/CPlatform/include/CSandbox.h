#ifndef PLATEN_CSANDBOX_H
#define PLATEN_CSANDBOX_H

/// Landlock has no library; its system calls are younger than glibc 2.36's wrappers.
/// Every function returns 0 (or the stated value) on success and a negative errno on failure.

#include <stdint.h>

/// `prctl(PR_SET_NO_NEW_PRIVS)`.
int platen_no_new_privileges(void);

/// The kernel's Landlock ABI version, at least 1, or a negative errno where it has none.
int platen_landlock_abi(void);

/// Opens a rule set that handles every file system right of `abi`; returns its descriptor.
int platen_landlock_create(int abi);

/// Allows reading (and, with `writable`, everything) below `path`.
int platen_landlock_allow(int rules, int abi, const char *path, int writable);

/// Puts the rule set in force for this thread and all it starts. Closes it.
int platen_landlock_enforce(int rules);

#endif
