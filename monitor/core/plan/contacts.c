/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include "core/plan/contacts.h"

#include <string.h>

#include "core/names.h"

#define GROUP "contact"
#define PHONE_KEYS 9   /* Phone, Phone2 … Phone9 */
#define NUMBER_LEAST 2 /* digits: emergency numbers are that short */
#define NUMBER_MOST 20 /* own choice: E.164 has 15, and an exit code may stand before it */
#define PHONE_LEAST 3
#define EXPECTED_PHONE "a telephone number, as in +1 202 555 0142 or +1 202 555 0142 ext. 12"
#define EXPECTED_NUMBER "the emergency number, in digits alone, as in 911 or 112"
#define EXPECTED_ROLE                                                                              \
  "pump-team, on-call, neurosurgery, emergency-department, family-doctor, caregiver, neighbour "   \
  "or text-relay"

static const char *const role_names[THECAL_N_ROLES] = {
  [THECAL_ROLE_EMERGENCY] = "emergency",
  [THECAL_ROLE_PUMP_TEAM] = "pump-team",
  [THECAL_ROLE_ON_CALL] = "on-call",
  [THECAL_ROLE_NEUROSURGERY] = "neurosurgery",
  [THECAL_ROLE_EMERGENCY_DEPARTMENT] = "emergency-department",
  [THECAL_ROLE_FAMILY_DOCTOR] = "family-doctor",
  [THECAL_ROLE_CAREGIVER] = "caregiver",
  [THECAL_ROLE_NEIGHBOUR] = "neighbour",
  [THECAL_ROLE_TEXT_RELAY] = "text-relay",
};

const char *
thecal_role_to_string (ThecalRole role)
{
  return thecal_names_get (role_names, G_N_ELEMENTS (role_names), (int) role);
}

bool
thecal_role_from_string (const char *text, ThecalRole *out_role)
{
  int role;

  if (!thecal_names_find (role_names, G_N_ELEMENTS (role_names), text, &role))
    return false;

  *out_role = (ThecalRole) role;
  return true;
}

static void
contact_free (ThecalContact *self)
{
  g_free (self->group);
  g_free (self->name);
  g_strfreev (self->phones);
  g_free (self->note);
  thecal_opening_hours_free (self->hours);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ThecalContact, contact_free)

ThecalContactBook *
thecal_contact_book_new (void)
{
  ThecalContactBook *self = g_new0 (ThecalContactBook, 1);

  self->contacts = g_ptr_array_new_with_free_func ((GDestroyNotify) contact_free);
  return self;
}

void
thecal_contact_book_free (ThecalContactBook *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->contacts);
  g_free (self->emergency_number);
  g_free (self->text_number);
  g_free (self->address);
  g_free (self);
}

/* What people write between digits; dashes and blanks of word processors too. */
static bool
is_separator (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_type (c) == G_UNICODE_DASH_PUNCTUATION || c == '(' ||
         c == ')' || c == '.' || c == '/';
}

/* Past the number itself: "ext. 12", "x12", "#12", ",12". */
static bool
is_extension (const char *text)
{
  static const char *const words[] = { "extension", "ext.", "ext", "x", "#", "," };
  gsize n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (words) && n == 0; i++)
    if (g_ascii_strncasecmp (text, words[i], strlen (words[i])) == 0)
      n = strlen (words[i]);
  if (n == 0)
    return false;
  text += n;
  text += strspn (text, " ");

  return *text != '\0' && text[strspn (text, "0123456789")] == '\0';
}

/* The digits of @text up to an extension; NULL where it is no number. The "(0)" that stands in
 * "+44 (0)20" is dialled within the country only. (transfer full) */
static char *
parse_number (const char *text, gsize least, bool may_have_extension)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  gsize n_digits;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    const gunichar c = g_utf8_get_char (p);

    if (c < 128 && g_ascii_isdigit ((char) c))
      g_string_append_c (digits, (char) c);
    else if (c == '+' && digits->len == 0)
      g_string_append_c (digits, '+');
    else if (digits->str[0] == '+' && g_str_has_prefix (p, "(0)"))
      p += strlen ("(0");
    else if (may_have_extension && is_extension (p))
      break;
    else if (!is_separator (c))
      return NULL;
  }
  n_digits = digits->len - (digits->str[0] == '+');
  if (n_digits < least || n_digits > NUMBER_MOST)
    return NULL;

  return g_string_free (g_steal_pointer (&digits), FALSE);
}

char *
thecal_number_to_dial (const char *number)
{
  return parse_number (number, 1, true);
}

/* "+1 202 555 0142; +1 202 555 0143" */
static void
read_phone_key (ThecalPlanReader *reader, const char *group, const char *key, GPtrArray *phones)
{
  g_autofree char *text = thecal_plan_get_text (reader, group, key);
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", ";", -1);

  for (gsize i = 0; parts[i] != NULL; i++) {
    g_autofree char *dial = NULL;

    if (*g_strstrip (parts[i]) == '\0')
      continue;
    dial = parse_number (parts[i], PHONE_LEAST, true);
    if (dial == NULL)
      thecal_plan_fail (reader, group, key, EXPECTED_PHONE);
    else
      g_ptr_array_add (phones, g_strdup (parts[i]));
  }
}

static GStrv
read_phones (ThecalPlanReader *reader, const char *group)
{
  g_autoptr (GPtrArray) phones = g_ptr_array_new_with_free_func (g_free);

  read_phone_key (reader, group, "Phone", phones);
  for (int i = 2; i <= PHONE_KEYS; i++) {
    g_autofree char *key = g_strdup_printf ("Phone%d", i);

    read_phone_key (reader, group, key, phones);
  }
  g_ptr_array_add (phones, NULL);

  return (GStrv) g_ptr_array_free (g_steal_pointer (&phones), FALSE);
}

/* A zone and holidays are looked at also where no hours are given: a mistake is one all the same.
 */
static ThecalOpeningHours *
read_hours (ThecalPlanReader *reader, const char *group)
{
  g_autofree char *hours = thecal_plan_get_text (reader, group, "Hours");
  g_autofree char *zone = thecal_plan_get_text (reader, group, "TimeZone");
  g_autofree char *holidays = thecal_plan_get_text (reader, group, "Holidays");
  const char *key = NULL, *expected = NULL;
  g_autoptr (ThecalOpeningHours) parsed = thecal_opening_hours_parse (
      hours != NULL ? hours : "always", zone, holidays, reader->zone, &key, &expected);

  if (parsed == NULL)
    thecal_plan_fail (reader, group, key, expected);

  return hours != NULL ? g_steal_pointer (&parsed) : NULL;
}

static ThecalContact *
read_contact (ThecalPlanReader *reader, const char *group)
{
  g_autoptr (ThecalContact) contact = g_new0 (ThecalContact, 1);
  g_autofree char *role = thecal_plan_get_text (reader, group, "Role");

  if (!thecal_role_from_string (role, &contact->role) || contact->role == THECAL_ROLE_EMERGENCY)
    thecal_plan_fail (reader, group, "Role", EXPECTED_ROLE);
  contact->group = g_strdup (group);
  contact->name = thecal_plan_get_text (reader, group, "Name");
  if (contact->name == NULL)
    contact->name = g_strdup ("");
  contact->phones = read_phones (reader, group);
  contact->note = thecal_plan_get_text (reader, group, "Note");
  contact->hours = read_hours (reader, group);
  contact->confirmed = thecal_plan_read_truth (reader, group, "Confirmed") == 1;

  return g_steal_pointer (&contact);
}

static char *
read_emergency_key (ThecalPlanReader *reader, const char *key)
{
  g_autofree char *text = thecal_plan_get_text (reader, "emergency", key);
  g_autofree char *dial = text != NULL ? parse_number (text, NUMBER_LEAST, false) : NULL;

  if (text != NULL && dial == NULL)
    thecal_plan_fail (reader, "emergency", key, EXPECTED_NUMBER);

  return g_steal_pointer (&text);
}

bool
thecal_contact_book_read (ThecalPlanReader *reader, ThecalContactBook **out)
{
  g_autoptr (ThecalContactBook) book = thecal_contact_book_new ();
  g_auto (GStrv) groups = g_key_file_get_groups (reader->file, NULL);

  book->emergency_number = read_emergency_key (reader, "Number");
  book->emergency_confirmed = thecal_plan_read_truth (reader, "emergency", "Confirmed") == 1;
  book->text_number = read_emergency_key (reader, "TextNumber");
  book->address = thecal_plan_get_text (reader, "emergency", "Address");
  for (gsize i = 0; groups[i] != NULL; i++)
    if (g_str_equal (groups[i], GROUP) || g_str_has_prefix (groups[i], GROUP " "))
      g_ptr_array_add (book->contacts, read_contact (reader, groups[i]));
  if (reader->failed)
    return false;

  *out = g_steal_pointer (&book);
  return true;
}
