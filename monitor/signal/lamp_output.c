/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "signal/lamp_output.h"

#include "signal/gpio_lamp.h"
#include "signal/relay_lamp.h"

#define LINE_MOST 1023
#define RELAY_MOST 8

G_DEFINE_INTERFACE (ThecalLampOutput, thecal_lamp_output, G_TYPE_OBJECT)

static void
thecal_lamp_output_default_init (ThecalLampOutputInterface *iface)
{
}

gboolean
thecal_lamp_output_set (ThecalLampOutput *self, gboolean on, GError **error)
{
  const ThecalLampOutputInterface *iface = THECAL_LAMP_OUTPUT_GET_IFACE (self);

  /* once more: what was open may be an adapter that was pulled out and plugged in again since */
  return iface->set (self, on, NULL) || iface->set (self, on, error);
}

/* "gpio:CHIP:LINE[:low]"; NULL: it is not so. */
static ThecalLampOutput *
new_gpio (char **parts, guint n_parts)
{
  const gboolean low = n_parts == 4 && g_str_equal (parts[3], "low");
  guint64 line = 0;

  if (n_parts < 3 || n_parts > 4 || (n_parts == 4 && !low) || *parts[1] == '\0' ||
      !g_ascii_string_to_unsigned (parts[2], 10, 0, LINE_MOST, &line, NULL))
    return NULL;

  return thecal_gpio_lamp_new (parts[1], (guint) line, low);
}

/* "relay[:NUMBER][:PATH]" */
static ThecalLampOutput *
new_relay (char **parts, guint n_parts)
{
  const char *path = n_parts == 3 ? parts[2] : NULL;
  guint64 number = 1;

  if (n_parts > 3 || (path != NULL && !g_path_is_absolute (path)) ||
      (n_parts >= 2 && !g_ascii_string_to_unsigned (parts[1], 10, 1, RELAY_MOST, &number, NULL)))
    return NULL;

  return thecal_relay_lamp_new (path, (guint) number);
}

ThecalLampOutput *
thecal_lamp_output_new (const char *text, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", -1);
  const guint n_parts = g_strv_length (parts);
  ThecalLampOutput *self = NULL;

  if (n_parts > 0 && g_str_equal (parts[0], "gpio"))
    self = new_gpio (parts, n_parts);
  else if (n_parts > 0 && g_str_equal (parts[0], "relay"))
    self = new_relay (parts, n_parts);
  if (self == NULL)
    g_set_error (error,
                 G_IO_ERROR,
                 G_IO_ERROR_INVALID_ARGUMENT,
                 "THECAL_LAMP: expected gpio:CHIP:LINE or relay:NUMBER, found %s",
                 text);

  return self;
}
