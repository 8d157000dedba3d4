// Only the re-entrant functions: every lane has its own context.
#define GEOS_USE_ONLY_R_API
#include <geos_c.h>
