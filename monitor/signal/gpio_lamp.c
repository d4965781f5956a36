/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "signal/gpio_lamp.h"

#include <errno.h>
#include <gpiod.h>

struct _ThecalGpioLamp {
  GObject parent_instance;
  char *chip_name;
  guint number;
  gboolean low;
  struct gpiod_chip *chip; /* nullable: not opened */
  struct gpiod_line *line; /* of the chip */
};

static void lamp_output_init (ThecalLampOutputInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ThecalGpioLamp,
                               thecal_gpio_lamp,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (THECAL_TYPE_LAMP_OUTPUT, lamp_output_init))

static void
close_chip (ThecalGpioLamp *self)
{
  self->line = NULL;
  g_clear_pointer (&self->chip, gpiod_chip_close);
}

static gboolean
fail (ThecalGpioLamp *self, const char *what, GError **error)
{
  const int code = errno;

  close_chip (self);
  g_set_error (error,
               G_IO_ERROR,
               (gint) g_io_error_from_errno (code),
               "GPIO %s line %u: %s: %s",
               self->chip_name,
               self->number,
               what,
               g_strerror (code));
  return FALSE;
}

static gboolean
open_chip (ThecalGpioLamp *self, GError **error)
{
  const int flags = self->low ? GPIOD_LINE_REQUEST_FLAG_ACTIVE_LOW : 0;

  if (self->line != NULL)
    return TRUE;
  self->chip = gpiod_chip_open_lookup (self->chip_name);
  if (self->chip == NULL)
    return fail (self, "it cannot be opened", error);
  self->line = gpiod_chip_get_line (self->chip, self->number);
  if (self->line == NULL)
    return fail (self, "there is no such line", error);
  if (gpiod_line_request_output_flags (self->line, "thecal", flags, 0) != 0)
    return fail (self, "it cannot be used", error);

  return TRUE;
}

static gboolean
thecal_gpio_lamp_set (ThecalLampOutput *output, gboolean on, GError **error)
{
  ThecalGpioLamp *self = THECAL_GPIO_LAMP (output);
  int is_on;

  if (!open_chip (self, error))
    return FALSE;
  if (gpiod_line_set_value (self->line, on ? 1 : 0) != 0)
    return fail (self, "it cannot be switched", error);
  is_on = gpiod_line_get_value (self->line);
  if (is_on < 0)
    return fail (self, "it cannot be read back", error);
  if (is_on != (on ? 1 : 0)) {
    errno = EIO;
    return fail (self, "it did not switch", error);
  }

  return TRUE;
}

static void
thecal_gpio_lamp_finalize (GObject *object)
{
  ThecalGpioLamp *self = THECAL_GPIO_LAMP (object);

  close_chip (self);
  g_free (self->chip_name);
  G_OBJECT_CLASS (thecal_gpio_lamp_parent_class)->finalize (object);
}

static void
lamp_output_init (ThecalLampOutputInterface *iface)
{
  iface->set = thecal_gpio_lamp_set;
}

static void
thecal_gpio_lamp_class_init (ThecalGpioLampClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = thecal_gpio_lamp_finalize;
}

static void
thecal_gpio_lamp_init (ThecalGpioLamp *self)
{
}

ThecalLampOutput *
thecal_gpio_lamp_new (const char *chip, guint line, gboolean low)
{
  ThecalGpioLamp *self = g_object_new (THECAL_TYPE_GPIO_LAMP, NULL);

  self->chip_name = g_strdup (chip);
  self->number = line;
  self->low = low;
  return THECAL_LAMP_OUTPUT (self);
}
