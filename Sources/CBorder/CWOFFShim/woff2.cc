#include "CWOFFShim.h"

#include <woff2/decode.h>
#include <woff2/output.h>

#include <cstdlib>
#include <cstring>
#include <exception>
#include <string>

extern "C" int platen_woff2_unpack(const uint8_t *data, size_t length, size_t limit, uint8_t **sfnt,
                                   size_t *sfnt_length) {
  // No C++ exception may cross into Swift, and hostile headers can ask for any amount of memory.
  try {
    size_t size = woff2::ComputeWOFF2FinalSize(data, length);
    if (size == 0 || size > limit) return -1;
    std::string buffer(size, 0);
    woff2::WOFF2StringOut out(&buffer);
    out.SetMaxSize(limit);
    if (!woff2::ConvertWOFF2ToTTF(data, length, &out)) return -2;
    auto *copy = static_cast<uint8_t *>(std::malloc(out.Size()));
    if (!copy) return -3;
    std::memcpy(copy, buffer.data(), out.Size());
    *sfnt = copy;
    *sfnt_length = out.Size();
    return 0;
  } catch (const std::exception &) {
    return -3;
  } catch (...) {
    return -3;
  }
}
