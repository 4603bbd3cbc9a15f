#ifndef PLATEN_CInotifyTools_H
#define PLATEN_CInotifyTools_H
#include <inotifytools/inotifytools.h>
#include <inotifytools/inotify.h>
#endif
