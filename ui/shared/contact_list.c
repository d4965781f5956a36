/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "shared/contact_list.h"

#include <glib/gi18n.h>

#include "shared/call_words.h"
#include "words/contact_words.h"

#define WORDS "thecal-words" /* of a row: who, and the number */

struct _ThecalContactList {
  GtkWidget parent_instance;
  GtkWidget *list;
  char *shown; /* what the rows are made of: they stay, with the focus, while it is the same */
  gboolean narrow;
};

enum { SIGNAL_CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ThecalContactList, thecal_contact_list, GTK_TYPE_WIDGET)

/* The texts of one row. */
typedef struct {
  char *title, *more, *number, *reason;
} RowWords;

static void
row_words_clear (RowWords *words)
{
  g_free (words->title);
  g_free (words->more);
  g_free (words->number);
  g_free (words->reason);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RowWords, row_words_clear)

/* The team's own note, the hours as they stand in the plan, or what the role is. */
static const char *
more_of (const ThecalContactLine *line)
{
  const ThecalContact *contact = line->contact;

  if (contact != NULL && contact->note != NULL && *contact->note != '\0')
    return contact->note;
  if (contact != NULL && contact->hours != NULL && !thecal_opening_hours_is_always (contact->hours))
    return thecal_opening_hours_get_text (contact->hours);

  return thecal_call_is_told_by_name (line) ? "" : thecal_contact_role_title (line->role);
}

static void
fill_words (RowWords *words, const ThecalContactLine *line, GHashTable *marks, gint64 now_wall_us)
{
  const char *mark = marks != NULL ? g_hash_table_lookup (marks, line->number) : NULL;

  words->title = thecal_contact_title (line);
  words->more = g_strdup (mark != NULL ? mark : more_of (line));
  words->number = g_strdup (*line->number != '\0' ? line->number : _ ("no number"));
  words->reason = thecal_contact_reason (line, now_wall_us);
}

static const char *
icon_of (ThecalRole role)
{
  switch (role) {
  case THECAL_ROLE_EMERGENCY_DEPARTMENT:
    return "thecal-place-symbolic";
  case THECAL_ROLE_CAREGIVER:
  case THECAL_ROLE_NEIGHBOUR:
    return "thecal-people-symbolic";
  case THECAL_ROLE_EMERGENCY:
  case THECAL_ROLE_PUMP_TEAM:
  case THECAL_ROLE_ON_CALL:
  case THECAL_ROLE_NEUROSURGERY:
  case THECAL_ROLE_FAMILY_DOCTOR:
  case THECAL_ROLE_TEXT_RELAY:
  case THECAL_N_ROLES:
    break;
  }

  return "thecal-call-symbolic";
}

static GtkWidget *
label_new (const char *text, const char *css_class, float xalign)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, css_class);

  return label;
}

/* Its place in the calling order; a closed line has none. */
static GtkWidget *
place_new (guint place, gboolean chosen)
{
  g_autofree char *text = place > 0 ? g_strdup_printf ("%u", place) : g_strdup ("");
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (label, "thecal-place");
  if (place == 0)
    gtk_widget_set_opacity (label, 0);
  if (chosen)
    gtk_widget_add_css_class (label, "thecal-chosen");

  return label;
}

static GtkWidget *
pair_new (GtkWidget *above, GtkWidget *below)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), above);
  gtk_box_append (GTK_BOX (box), below);

  return box;
}

static GtkWidget *
number_new (const char *number)
{
  GtkWidget *label = label_new (number, "thecal-line-number", 1);

  gtk_label_set_wrap (GTK_LABEL (label), FALSE);

  return label;
}

/* A mark beside the words: colour alone would tell some nothing. */
static GtkWidget *
reason_new (const char *reason, const ThecalContactLine *line)
{
  const gboolean takes = line->open && *line->number != '\0';
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);

  gtk_widget_set_halign (box, GTK_ALIGN_END);
  gtk_box_append (
      GTK_BOX (box),
      gtk_image_new_from_icon_name (takes ? "thecal-check-symbolic" : "thecal-cross-symbolic"));
  gtk_box_append (GTK_BOX (box), label_new (reason, "thecal-caption", 1));

  return box;
}

static GtkWidget *
row_new (const RowWords *words, const ThecalContactLine *line, guint place, gboolean chosen)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_of (line->role));
  GtkWidget *both = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);
  GtkWidget *more = label_new (words->more, "thecal-caption", 0);
  GtkWidget *who = pair_new (label_new (words->title, "thecal-line-title", 0), more);
  GtkWidget *number = pair_new (number_new (words->number), reason_new (words->reason, line));
  g_autofree char *whole =
      g_strdup_printf ("%s, %s, %s. %s", words->title, words->number, words->reason, words->more);

  gtk_widget_set_visible (more, *words->more != '\0');
  gtk_widget_set_hexpand (who, TRUE);
  gtk_box_append (GTK_BOX (box), place_new (place, chosen));
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (both), who);
  gtk_box_append (GTK_BOX (both), number);
  gtk_widget_set_hexpand (both, TRUE);
  gtk_box_append (GTK_BOX (box), both);
  g_object_set_data (G_OBJECT (row), WORDS, both);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_add_css_class (row, "thecal-contact");
  if (chosen)
    gtk_widget_add_css_class (row, "thecal-chosen");
  if (*line->number == '\0')
    gtk_widget_add_css_class (row, "thecal-missing");
  else if (!line->open)
    gtk_widget_add_css_class (row, "thecal-closed");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);

  return row;
}

static char *
signature (const GArray *lines, GHashTable *marks, guint chosen, gint64 now_wall_us)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%u", chosen);
  for (guint i = 0; i < lines->len; i++) {
    const ThecalContactLine *line = &g_array_index (lines, ThecalContactLine, i);
    g_auto (RowWords) words = { NULL };

    fill_words (&words, line, marks, now_wall_us);
    g_string_append_printf (text,
                            "\n%d\t%d\t%s\t%s\t%s\t%s",
                            line->role,
                            line->open,
                            words.title,
                            words.more,
                            words.number,
                            words.reason);
  }

  return g_string_free (text, FALSE);
}

static void
arrange (ThecalContactList *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i)) != NULL; i++)
    gtk_orientable_set_orientation (g_object_get_data (G_OBJECT (row), WORDS),
                                    self->narrow ? GTK_ORIENTATION_VERTICAL
                                                 : GTK_ORIENTATION_HORIZONTAL);
}

void
thecal_contact_list_set_narrow (ThecalContactList *self, gboolean narrow)
{
  self->narrow = narrow;
  arrange (self);
}

void
thecal_contact_list_set (ThecalContactList *self,
                         const GArray *lines,
                         GHashTable *marks,
                         guint chosen,
                         gint64 now_wall_us)
{
  g_autofree char *shown = signature (lines, marks, chosen, now_wall_us);
  GtkWidget *focus = gtk_widget_get_focus_child (self->list);
  guint place = 0;

  if (g_strcmp0 (shown, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&shown);
  for (GtkListBoxRow *row; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0));)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), GTK_WIDGET (row));
  for (guint i = 0; i < lines->len; i++) {
    const ThecalContactLine *line = &g_array_index (lines, ThecalContactLine, i);
    g_auto (RowWords) words = { NULL };

    fill_words (&words, line, marks, now_wall_us);
    gtk_list_box_append (
        GTK_LIST_BOX (self->list),
        row_new (&words, line, line->open && *line->number != '\0' ? ++place : 0, i == chosen));
  }
  arrange (self);
  if (focus != NULL && chosen < lines->len)
    gtk_widget_grab_focus (
        GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), (int) chosen)));
}

static void
on_row (GtkListBox *list, GtkListBoxRow *row, ThecalContactList *self)
{
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, (guint) gtk_list_box_row_get_index (row));
}

static void
thecal_contact_list_dispose (GObject *object)
{
  g_clear_pointer (&THECAL_CONTACT_LIST (object)->list, gtk_widget_unparent);
  g_clear_pointer (&THECAL_CONTACT_LIST (object)->shown, g_free);
  G_OBJECT_CLASS (thecal_contact_list_parent_class)->dispose (object);
}

static void
thecal_contact_list_class_init (ThecalContactListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = thecal_contact_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen",
                                         THECAL_TYPE_CONTACT_LIST,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_UINT);
}

static void
thecal_contact_list_init (ThecalContactList *self)
{
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_widget_set_valign (self->list, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Numbers in calling order"),
                                  -1);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (on_row), self);
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
}

GtkWidget *
thecal_contact_list_new (void)
{
  return g_object_new (THECAL_TYPE_CONTACT_LIST, NULL);
}
