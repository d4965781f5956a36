/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "kiosk/number_pad.h"

#include <glib/gi18n.h>

#define N_COLUMNS 3
#define GAP 8
#define VALUE "thecal-value"

enum { KEY_ERASE = 10, KEY_ENTER, N_KEYS };

struct _ThecalNumberPad {
  GtkWidget parent_instance;
  GtkWidget *grid;
};

enum { SIGNAL_DIGIT, SIGNAL_ERASE, SIGNAL_ENTER, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalNumberPad, thecal_number_pad, GTK_TYPE_WIDGET)

static void
press (ThecalNumberPad *self, guint value)
{
  if (value == KEY_ERASE)
    g_signal_emit (self, signals[SIGNAL_ERASE], 0);
  else if (value == KEY_ENTER)
    g_signal_emit (self, signals[SIGNAL_ENTER], 0);
  else
    g_signal_emit (self, signals[SIGNAL_DIGIT], 0, value);
}

static void
on_clicked (GtkButton *button, ThecalNumberPad *self)
{
  press (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), VALUE)));
}

gboolean
thecal_number_pad_press (ThecalNumberPad *self, guint keyval)
{
  guint value = N_KEYS;

  if (keyval >= GDK_KEY_0 && keyval <= GDK_KEY_9)
    value = keyval - GDK_KEY_0;
  else if (keyval >= GDK_KEY_KP_0 && keyval <= GDK_KEY_KP_9)
    value = keyval - GDK_KEY_KP_0;
  else if (keyval == GDK_KEY_BackSpace)
    value = KEY_ERASE;
  else if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)
    value = KEY_ENTER;
  if (value == N_KEYS)
    return FALSE;
  if (gtk_widget_is_sensitive (GTK_WIDGET (self)))
    press (self, value);

  return TRUE;
}

static void
add_key (ThecalNumberPad *self, guint value, int place)
{
  const char *name = value == KEY_ERASE ? _ ("Erase") : _ ("Done");
  g_autofree char *digit = g_strdup_printf ("%u", value);
  GtkWidget *button = value < KEY_ERASE ? gtk_button_new_with_label (digit) : gtk_button_new ();

  if (value >= KEY_ERASE) {
    gtk_button_set_icon_name (GTK_BUTTON (button),
                              value == KEY_ERASE ? "edit-clear-symbolic" : "thecal-check-symbolic");
    gtk_accessible_update_property (
        GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  }
  if (value == KEY_ENTER)
    gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_add_css_class (button, "kiosk-key");
  g_object_set_data (G_OBJECT (button), VALUE, GUINT_TO_POINTER (value));
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_clicked), self, 0);
  gtk_grid_attach (GTK_GRID (self->grid), button, place % N_COLUMNS, place / N_COLUMNS, 1, 1);
}

static void
thecal_number_pad_dispose (GObject *object)
{
  g_clear_pointer (&THECAL_NUMBER_PAD (object)->grid, gtk_widget_unparent);
  G_OBJECT_CLASS (thecal_number_pad_parent_class)->dispose (object);
}

static guint
add_signal (const char *name)
{
  return g_signal_new (
      name, THECAL_TYPE_NUMBER_PAD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
thecal_number_pad_class_init (ThecalNumberPadClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_number_pad_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[SIGNAL_DIGIT] = g_signal_new ("digit",
                                        THECAL_TYPE_NUMBER_PAD,
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        1,
                                        G_TYPE_UINT);
  signals[SIGNAL_ERASE] = add_signal ("erase");
  signals[SIGNAL_ENTER] = add_signal ("enter");
}

static void
thecal_number_pad_init (ThecalNumberPad *self)
{
  self->grid = gtk_grid_new ();
  gtk_grid_set_row_homogeneous (GTK_GRID (self->grid), TRUE);
  gtk_grid_set_column_homogeneous (GTK_GRID (self->grid), TRUE);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), GAP);
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), GAP);
  gtk_widget_set_hexpand (self->grid, TRUE);
  gtk_widget_set_vexpand (self->grid, TRUE);
  /* the same order in every language: as on a telephone */
  gtk_widget_set_direction (self->grid, GTK_TEXT_DIR_LTR);
  for (guint value = 1; value <= 9; value++)
    add_key (self, value, (int) value - 1);
  add_key (self, KEY_ERASE, 9);
  add_key (self, 0, 10);
  add_key (self, KEY_ENTER, 11);
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
}

GtkWidget *
thecal_number_pad_new (void)
{
  return g_object_new (THECAL_TYPE_NUMBER_PAD, NULL);
}
