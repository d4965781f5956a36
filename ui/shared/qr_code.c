/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/qr_code.h"

#include <glib/gi18n.h>
#include <qrencode.h>

#define QUIET_MODULES 4 /* ISO/IEC 18004: the white edge on each side */
#define DEFAULT_SIZE_PX 166
#define CORNER_PX 6.0f

struct _ThecalQrCode {
  GtkWidget parent_instance;
  QRcode *code; /* owned; NULL: none */
  int size;     /* px */
};

G_DEFINE_FINAL_TYPE (ThecalQrCode, thecal_qr_code, GTK_TYPE_WIDGET)

static void
append_modules (const QRcode *code, GtkSnapshot *snapshot, float origin, float module)
{
  const GdkRGBA ink = { 0.08f, 0.08f, 0.11f, 1.0f };

  /* dark modules of a row that follow each other are one rectangle: no hair lines between them */
  for (int y = 0; y < code->width; y++)
    for (int x = 0; x < code->width; x++) {
      int length = 0;

      while (x + length < code->width && (code->data[y * code->width + x + length] & 1) != 0)
        length++;
      if (length == 0)
        continue;
      gtk_snapshot_append_color (snapshot,
                                 &ink,
                                 &GRAPHENE_RECT_INIT (origin + (float) x * module,
                                                      origin + (float) y * module,
                                                      (float) length * module,
                                                      module));
      x += length;
    }
}

static void
thecal_qr_code_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ThecalQrCode *self = THECAL_QR_CODE (widget);
  const GdkRGBA white = { 1, 1, 1, 1 };
  int side = MIN (gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  GskRoundedRect paper;
  int module;

  if (self->code == NULL)
    return;
  /* whole pixels: a camera finds sharp edges */
  module = side / (self->code->width + 2 * QUIET_MODULES);
  if (module < 1)
    return;
  side = module * (self->code->width + 2 * QUIET_MODULES);
  gsk_rounded_rect_init_from_rect (
      &paper, &GRAPHENE_RECT_INIT (0, 0, (float) side, (float) side), CORNER_PX);
  gtk_snapshot_push_rounded_clip (snapshot, &paper);
  gtk_snapshot_append_color (
      snapshot, &white, &GRAPHENE_RECT_INIT (0, 0, (float) side, (float) side));
  append_modules (self->code, snapshot, (float) (module * QUIET_MODULES), (float) module);
  gtk_snapshot_pop (snapshot);
}

static void
thecal_qr_code_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  ThecalQrCode *self = THECAL_QR_CODE (widget);

  *natural = self->size;
  *minimum = self->size;
}

static void
thecal_qr_code_finalize (GObject *object)
{
  g_clear_pointer (&THECAL_QR_CODE (object)->code, QRcode_free);
  G_OBJECT_CLASS (thecal_qr_code_parent_class)->finalize (object);
}

static void
thecal_qr_code_class_init (ThecalQrCodeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = thecal_qr_code_finalize;
  widget_class->snapshot = thecal_qr_code_snapshot;
  widget_class->measure = thecal_qr_code_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "qrcode");
}

static void
thecal_qr_code_init (ThecalQrCode *self)
{
  self->size = DEFAULT_SIZE_PX;
}

GtkWidget *
thecal_qr_code_new (void)
{
  return g_object_new (THECAL_TYPE_QR_CODE, NULL);
}

void
thecal_qr_code_set_text (ThecalQrCode *self, const char *text)
{
  g_autofree char *label = NULL;

  g_clear_pointer (&self->code, QRcode_free);
  if (text != NULL && *text != '\0') {
    label = g_str_has_prefix (text, "tel:")
                ? g_strdup_printf (_ ("Square that dials %s"), text + strlen ("tel:"))
                : g_strdup (text);
    /* M: still read with a seventh of it covered by a finger or a reflection */
    self->code = QRcode_encodeString8bit (text, 0, QR_ECLEVEL_M);
  }
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label != NULL ? label : "", -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
thecal_qr_code_set_size (ThecalQrCode *self, int size)
{
  if (self->size == size)
    return;
  self->size = size;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
