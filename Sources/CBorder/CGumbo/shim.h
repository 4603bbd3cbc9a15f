#ifndef PLATEN_CGumbo_H
#define PLATEN_CGumbo_H
#include <gumbo.h>
#endif
