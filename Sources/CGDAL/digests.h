/* SHA-256 as libgdal exports it; Debian's libgdal-dev lacks the header cpl_sha256.h. */
#ifndef PARCELMAP_CGDAL_DIGESTS_H
#define PARCELMAP_CGDAL_DIGESTS_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* digest: 32 bytes. */
void CPL_SHA256(const void *data, size_t length, unsigned char *digest);
void CPL_HMAC_SHA256(const void *key, size_t key_length, const void *message, size_t message_length,
                     unsigned char *digest);

#ifdef __cplusplus
}
#endif

#endif
