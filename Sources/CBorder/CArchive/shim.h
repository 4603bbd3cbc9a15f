#ifndef PLATEN_CArchive_H
#define PLATEN_CArchive_H
#include <archive.h>
#include <archive_entry.h>
#endif
