/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "caregiver/part_card.h"

#include "shared/labels.h"

struct _ThecalPartCard {
  GtkBox parent_instance;
  GtkWidget *beside, *words, *value, *detail, *source, *extra, *meaning;
};

G_DEFINE_FINAL_TYPE (ThecalPartCard, thecal_part_card, GTK_TYPE_BOX)

static void
set_class (GtkWidget *widget, const char *css_class, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

void
thecal_part_card_set (ThecalPartCard *self, const ThecalPart *part)
{
  thecal_label_set (self->value, part->value);
  thecal_label_set (self->detail, part->detail);
  thecal_label_set (self->source, part->source);
  thecal_label_set (self->meaning, part->meaning);
  set_class (GTK_WIDGET (self), "thecal-stale", part->stale);
  set_class (self->meaning, "thecal-part-urgent", part->urgent);
}

void
thecal_part_card_add (ThecalPartCard *self, GtkWidget *widget)
{
  gtk_box_append (GTK_BOX (self->extra), widget);
  gtk_widget_set_visible (self->extra, TRUE);
}

void
thecal_part_card_add_beside (ThecalPartCard *self, GtkWidget *widget)
{
  gtk_box_prepend (GTK_BOX (self->beside), widget);
  /* then there is room below the source */
  g_object_ref (self->extra);
  gtk_box_remove (GTK_BOX (self), self->extra);
  gtk_box_append (GTK_BOX (self->words), self->extra);
  gtk_widget_add_css_class (self->extra, "thecal-part-below");
  g_object_unref (self->extra);
}

static GtkWidget *
add_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static void
thecal_part_card_class_init (ThecalPartCardClass *klass)
{
}

static void
thecal_part_card_init (ThecalPartCard *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "thecal-card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "thecal-part");
  self->beside = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);
  self->words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_set_hexpand (self->words, TRUE);
  self->extra = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_visible (self->extra, FALSE);
}

GtkWidget *
thecal_part_card_new (const char *icon_name, const char *title)
{
  ThecalPartCard *self =
      g_object_new (THECAL_TYPE_PART_CARD, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);
  GtkWidget *heading;

  gtk_widget_add_css_class (icon, "thecal-part-icon");
  gtk_box_append (GTK_BOX (head), icon);
  heading = add_label (head, "thecal-heading");
  gtk_label_set_text (GTK_LABEL (heading), title);
  gtk_box_append (GTK_BOX (self), head);
  gtk_box_append (GTK_BOX (self), self->beside);
  gtk_box_append (GTK_BOX (self->beside), self->words);
  self->value = add_label (self->words, "thecal-part-value");
  self->detail = add_label (self->words, NULL);
  self->source = add_label (self->words, "thecal-caption");
  gtk_box_append (GTK_BOX (self), self->extra);
  self->meaning = add_label (GTK_WIDGET (self), "thecal-part-meaning");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);

  return GTK_WIDGET (self);
}
