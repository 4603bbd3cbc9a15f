#ifndef PLATEN_CWOFF_H
#define PLATEN_CWOFF_H
/* The library is C++; only the shim target includes its headers. This target lends the flags. */
#endif
