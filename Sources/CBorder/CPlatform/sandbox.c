#define _GNU_SOURCE
#include "CSandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Rights that Debian 12's headers may not name yet. */
#ifndef LANDLOCK_ACCESS_FS_REFER
#define LANDLOCK_ACCESS_FS_REFER (1ULL << 13)
#endif
#ifndef LANDLOCK_ACCESS_FS_TRUNCATE
#define LANDLOCK_ACCESS_FS_TRUNCATE (1ULL << 14)
#endif

#define READ_RIGHTS (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)

static uint64_t all_rights(int abi) {
  uint64_t rights = (1ULL << 13) - 1;
  if (abi >= 2) rights |= LANDLOCK_ACCESS_FS_REFER;
  if (abi >= 3) rights |= LANDLOCK_ACCESS_FS_TRUNCATE;
  return rights;
}

int platen_no_new_privileges(void) {
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 ? 0 : -errno;
}

int platen_landlock_abi(void) {
  long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
  return abi < 0 ? -errno : (int)abi;
}

int platen_landlock_create(int abi) {
  struct landlock_ruleset_attr attributes = {.handled_access_fs = all_rights(abi)};
  long rules = syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
  return rules < 0 ? -errno : (int)rules;
}

int platen_landlock_allow(int rules, int abi, const char *path, int writable) {
  struct landlock_path_beneath_attr rule = {
      .allowed_access = writable ? all_rights(abi) & ~LANDLOCK_ACCESS_FS_EXECUTE : READ_RIGHTS};
  rule.parent_fd = open(path, O_PATH | O_CLOEXEC);
  if (rule.parent_fd < 0) return -errno;
  long status = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  if (status < 0 && errno == EINVAL) {
    /* A rule on a file may only name the rights that files have. */
    rule.allowed_access = writable ? LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE
                                   : LANDLOCK_ACCESS_FS_READ_FILE;
    status = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  }
  int result = status < 0 ? -errno : 0;
  close(rule.parent_fd);
  return result;
}

int platen_landlock_enforce(int rules) {
  long status = syscall(SYS_landlock_restrict_self, rules, 0);
  int result = status < 0 ? -errno : 0;
  close(rules);
  return result;
}
