#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <ogr_recordbatch.h>
#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_http.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include "dgnlib.h"
#include "digests.h"

/// glibc shows it only to programs that ask for all of GNU.
extern int renameat2(int oldFolder, const char *old, int newFolder, const char *new, unsigned int flags);
