#include "CJPEGShim.h"

#include <setjmp.h>
#include <stdio.h>
#include <jpeglib.h>

struct failure {
  struct jpeg_error_mgr manager;
  jmp_buf leave;
};

static void leave(j_common_ptr info) { longjmp(((struct failure *)info->err)->leave, 1); }
static void be_silent(j_common_ptr info) { (void)info; }

int platen_jpeg_header(const uint8_t *data, size_t length, uint32_t *width, uint32_t *height,
                       uint32_t *components) {
  struct jpeg_decompress_struct info;
  struct failure failure;
  info.err = jpeg_std_error(&failure.manager);
  failure.manager.error_exit = leave;
  failure.manager.output_message = be_silent;
  if (setjmp(failure.leave)) {
    jpeg_destroy_decompress(&info);
    return -1;
  }
  jpeg_create_decompress(&info);
  jpeg_mem_src(&info, data, length);
  jpeg_read_header(&info, TRUE);
  *width = info.image_width;
  *height = info.image_height;
  *components = (uint32_t)info.num_components;
  jpeg_destroy_decompress(&info);
  return 0;
}
