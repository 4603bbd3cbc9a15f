#ifndef PLATEN_CWOFFSHIM_H
#define PLATEN_CWOFFSHIM_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Unpacks a WOFF2 font to SFNT bytes.
///
/// Returns 0 and sets `*sfnt` to a buffer that the caller releases with `free`, or a negative number
/// when the data are no WOFF2 font or would unpack to more than `limit` bytes.
int platen_woff2_unpack(const uint8_t *data, size_t length, size_t limit, uint8_t **sfnt,
                        size_t *sfnt_length);

#ifdef __cplusplus
}
#endif
#endif
