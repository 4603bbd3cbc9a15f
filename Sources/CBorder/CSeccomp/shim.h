#ifndef PLATEN_CSeccomp_H
#define PLATEN_CSeccomp_H
#include <seccomp.h>
#endif
