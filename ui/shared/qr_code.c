/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/qr_code.h"

#include <glib/gi18n.h>

#include "export/qr_square.h"

#define DEFAULT_SIZE_PX 166
#define CORNER_PX 6.0f

struct _ThecalQrCode {
  GtkWidget parent_instance;
  ThecalQrSquare *code; /* owned; NULL: none */
  int size;             /* px */
};

G_DEFINE_FINAL_TYPE (ThecalQrCode, thecal_qr_code, GTK_TYPE_WIDGET)

typedef struct {
  GtkSnapshot *snapshot;
  float module; /* px */
} Ink;

static void
append_run (int x, int y, int length, gpointer user_data)
{
  const GdkRGBA color = { 0.08f, 0.08f, 0.11f, 1.0f };
  const Ink *ink = user_data;

  gtk_snapshot_append_color (ink->snapshot,
                             &color,
                             &GRAPHENE_RECT_INIT ((float) x * ink->module,
                                                  (float) y * ink->module,
                                                  (float) length * ink->module,
                                                  ink->module));
}

static void
thecal_qr_code_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ThecalQrCode *self = THECAL_QR_CODE (widget);
  const GdkRGBA white = { 1, 1, 1, 1 };
  int side = MIN (gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  GskRoundedRect paper;
  int module, width;

  if (self->code == NULL)
    return;
  /* whole pixels: a camera finds sharp edges */
  width = thecal_qr_square_get_width (self->code);
  module = side / width;
  if (module < 1)
    return;
  side = module * width;
  gsk_rounded_rect_init_from_rect (
      &paper, &GRAPHENE_RECT_INIT (0, 0, (float) side, (float) side), CORNER_PX);
  gtk_snapshot_push_rounded_clip (snapshot, &paper);
  gtk_snapshot_append_color (
      snapshot, &white, &GRAPHENE_RECT_INIT (0, 0, (float) side, (float) side));
  thecal_qr_square_walk (self->code, append_run, &(Ink){ snapshot, (float) module });
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
  g_clear_pointer (&THECAL_QR_CODE (object)->code, thecal_qr_square_free);
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

  g_clear_pointer (&self->code, thecal_qr_square_free);
  if (text != NULL && *text != '\0') {
    label = g_str_has_prefix (text, "tel:")
                ? g_strdup_printf (_ ("Square that dials %s"), text + strlen ("tel:"))
                : g_strdup (text);
    self->code = thecal_qr_square_new (text);
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
