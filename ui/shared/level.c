/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/level.h"

#include <glib/gi18n.h>
#include <math.h>

#include "shared/format.h"

gboolean
thecal_level_is_known (const ThecalLevel *self)
{
  return !self->stale && !isnan (self->band_ml.nominal);
}

char *
thecal_level_number (const ThecalLevel *self)
{
  return thecal_format_ml (self->stale ? NAN : self->band_ml.nominal);
}

char *
thecal_level_words (const ThecalLevel *self)
{
  g_autofree char *number = thecal_level_number (self);

  return thecal_level_is_known (self) ? g_strdup_printf (_ ("%s mL"), number)
                                      : g_steal_pointer (&number);
}

char *
thecal_level_could_be (const ThecalLevel *self)
{
  if (isnan (self->band_ml.nominal))
    return g_strdup (_ ("not known"));
  if (self->stale)
    return g_strdup_printf (_ ("last known %.1f mL"), self->last_ml);

  return thecal_format_could_be (self->band_ml.early, self->band_ml.late);
}

char *
thecal_level_how_exact (const ThecalLevel *self, const char *quality)
{
  g_autofree char *could_be = thecal_level_could_be (self);

  return *could_be == '\0' && g_strcmp0 (quality, "measured") != 0
             ? g_strdup (_ ("how exact is not known"))
             : g_steal_pointer (&could_be);
}
