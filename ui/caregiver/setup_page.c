/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/setup_page.h"

#include "shared/labels.h"

typedef struct {
  ThecalSetup *setup;
  GtkWidget *column, *fault;
} ThecalSetupPagePrivate;

enum { SIGNAL_PASSED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (ThecalSetupPage, thecal_setup_page, ADW_TYPE_BIN)

static ThecalSetupPagePrivate *
parts_of (gpointer self)
{
  return thecal_setup_page_get_instance_private (THECAL_SETUP_PAGE (self));
}

ThecalSetup *
thecal_setup_page_get_setup (ThecalSetupPage *self)
{
  return parts_of (self)->setup;
}

ThecalSetupDraft *
thecal_setup_page_get_draft (ThecalSetupPage *self)
{
  return thecal_setup_get_draft (parts_of (self)->setup);
}

void
thecal_setup_page_enter (ThecalSetupPage *self)
{
  thecal_setup_page_tell (self, NULL);
  if (THECAL_SETUP_PAGE_GET_CLASS (self)->enter != NULL)
    THECAL_SETUP_PAGE_GET_CLASS (self)->enter (self);
}

void
thecal_setup_page_pass (gpointer self)
{
  g_signal_emit (self, signals[SIGNAL_PASSED], 0);
}

void
thecal_setup_page_take (ThecalSetupPage *self)
{
  thecal_setup_page_tell (self, NULL);
  if (THECAL_SETUP_PAGE_GET_CLASS (self)->take != NULL)
    THECAL_SETUP_PAGE_GET_CLASS (self)->take (self);
  else
    thecal_setup_page_pass (self);
}

void
thecal_setup_page_set_narrow (ThecalSetupPage *self, gboolean narrow)
{
  if (THECAL_SETUP_PAGE_GET_CLASS (self)->set_narrow != NULL)
    THECAL_SETUP_PAGE_GET_CLASS (self)->set_narrow (self, narrow);
}

void
thecal_setup_page_add (gpointer self, GtkWidget *child)
{
  gtk_box_append (GTK_BOX (parts_of (self)->column), child);
}

GtkWidget *
thecal_setup_text_new (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

GtkWidget *
thecal_setup_page_add_text (gpointer self, const char *text, const char *css_class)
{
  GtkWidget *label = thecal_setup_text_new (text, css_class);

  thecal_setup_page_add (self, label);

  return label;
}

void
thecal_setup_page_tell (gpointer self, const char *words)
{
  thecal_label_set (parts_of (self)->fault, words != NULL ? words : "");
}

static void
thecal_setup_page_dispose (GObject *object)
{
  g_clear_object (&parts_of (object)->setup);
  G_OBJECT_CLASS (thecal_setup_page_parent_class)->dispose (object);
}

static void
thecal_setup_page_class_init (ThecalSetupPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_setup_page_dispose;
  signals[SIGNAL_PASSED] = g_signal_new (
      "passed", THECAL_TYPE_SETUP_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
thecal_setup_page_init (ThecalSetupPage *self)
{
  ThecalSetupPagePrivate *parts = parts_of (self);

  parts->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  parts->fault = g_object_new (GTK_TYPE_LABEL,
                               "wrap",
                               TRUE,
                               "xalign",
                               0.0,
                               "visible",
                               FALSE,
                               "accessible-role",
                               GTK_ACCESSIBLE_ROLE_ALERT,
                               NULL);
  gtk_widget_add_css_class (parts->fault, "thecal-form-fault");
  gtk_box_append (GTK_BOX (parts->column), parts->fault);
  adw_bin_set_child (ADW_BIN (self), parts->column);
}

GtkWidget *
thecal_setup_page_new (GType type, ThecalSetup *setup)
{
  ThecalSetupPage *self = g_object_new (type, NULL);

  parts_of (self)->setup = g_object_ref (setup);

  return GTK_WIDGET (self);
}
