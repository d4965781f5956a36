/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copyright (C) 2026 The Thecal authors */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "export/pages.h"
#include "export/paper_layout.h"
#include "export/qr_square.h"

/* The papers on the sheets of the world: a card is one page, whatever its plan says. */

#define A4 595.28, 841.89
#define LETTER 612.0, 792.0
#define MARGIN 80.0

typedef struct {
  ThecalPlanDocument *document;
  ThecalPaper *paper;
} Case;

static char *
make_plan (guint n_contacts)
{
  GString *plan = g_string_new (
      "[person]\nName=Theo Example\nBirthDate=2017-03-05\nWeight=28 kg\nDiagnosis=cerebral palsy "
      "with much spasticity in both legs, and epilepsy in early childhood\nAllergies=penicillin, "
      "latex, plaster, and the contrast medium of the last scan\n[pump]\nModel=SynchroMed "
      "II\nSerial=EX0001\nCapacityMl=40\n[drug 1]\nName=baclofen\nConcentrationUgPerMl=500\n"
      "DoseUgPerDay=390\n[drug 2]\nName=morphine\nOpioid=true\n[emergency]\nNumber=112\n");

  for (guint i = 0; i < n_contacts; i++)
    g_string_append_printf (plan,
                            "[contact c%u]\nRole=caregiver\nName=Helper number %u\nPhone=+1 202 "
                            "555 01%02u\nNote=ten minutes away, has a key\n",
                            i,
                            i,
                            i);

  return g_string_free (plan, FALSE);
}

static void
set_up (Case *self, ThecalPaperKind kind, guint n_contacts)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *plan = make_plan (n_contacts);
  ThecalPaperFacts facts = { .level_ml = { NAN, NAN, NAN }, .level_wall_us = THECAL_UNKNOWN_US };
  ThecalPlanFault fault = { .line = 0 };

  self->document = thecal_plan_document_parse (plan, strlen (plan), utc, &fault);
  g_assert_nonnull (self->document);
  facts.document = self->document;
  self->paper = thecal_paper_new (kind, &facts);
}

static void
tear_down (Case *self)
{
  thecal_paper_free (self->paper);
  thecal_plan_document_free (self->document);
}

static guint
count_pages (const Case *self, double width, double height)
{
  g_autoptr (ThecalPaperLayout) layout =
      thecal_paper_layout_new (self->paper, width - MARGIN, height - MARGIN);

  return thecal_paper_layout_get_n_pages (layout);
}

static void
test_one_page (void)
{
  for (int kind = 0; kind < THECAL_N_PAPERS; kind++) {
    Case self;

    set_up (&self, (ThecalPaperKind) kind, 3);
    g_assert_cmpuint (count_pages (&self, A4), ==, 1);
    g_assert_cmpuint (count_pages (&self, LETTER), ==, 1);
    tear_down (&self);
  }
}

/* More than one page holds at the smallest type: the rest is on the next one, none is lost. */
static void
test_many_pages (void)
{
  Case self;

  set_up (&self, THECAL_PAPER_CARD, 50);
  g_assert_cmpuint (count_pages (&self, A4), >, 1);
  g_assert_cmpuint (count_pages (&self, A4), <, 5);
  tear_down (&self);
}

/* A sheet so small that one row is higher than it ends all the same. */
static void
test_tiny (void)
{
  Case self;

  set_up (&self, THECAL_PAPER_SCHOOL, 2);
  g_assert_cmpuint (count_pages (&self, 200.0, 120.0), >, 1);
  tear_down (&self);
}

static guint
count_ink (cairo_surface_t *surface)
{
  const guchar *data = cairo_image_surface_get_data (surface);
  const int stride = cairo_image_surface_get_stride (surface);
  guint dark = 0;

  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
      dark += data[y * stride + x * 4 + 1] < 128;

  return dark;
}

/* Nothing is drawn outside of the area that the layout was given. */
static void
test_inside (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 700, 900);
  cairo_t *cairo = cairo_create (surface);
  Case self;

  set_up (&self, THECAL_PAPER_CARD, 3);
  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_paint (cairo);
  {
    g_autoptr (ThecalPaperLayout) layout = thecal_paper_layout_new (self.paper, 515, 760);

    cairo_translate (cairo, 50, 50);
    thecal_paper_layout_draw (layout, 0, cairo);
  }
  cairo_surface_flush (surface);
  g_assert_cmpuint (count_ink (surface), >, 5000);
  cairo_identity_matrix (cairo);
  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_rectangle (cairo, 48, 48, 519, 764);
  cairo_fill (cairo);
  cairo_surface_flush (surface);
  g_assert_cmpuint (count_ink (surface), ==, 0);
  cairo_destroy (cairo);
  cairo_surface_destroy (surface);
  tear_down (&self);
}

static void
test_write (void)
{
  static const char *const names[] = { "card.pdf", "card.PNG" };
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = g_dir_make_tmp ("thecal-paper.XXXXXX", &error);
  Case self;

  g_assert_no_error (error);
  set_up (&self, THECAL_PAPER_CARD, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (dir, names[i], NULL);
    GStatBuf found;

    g_assert_true (thecal_paper_write (self.paper, path, &error));
    g_assert_no_error (error);
    g_assert_cmpint (g_stat (path, &found), ==, 0);
    g_assert_cmpint (found.st_mode & 0777, ==, 0600);
    g_assert_cmpint (found.st_size, >, 1000);
    g_unlink (path);
  }
  g_assert_false (thecal_paper_write (self.paper, "/proc/none/card.pdf", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (thecal_paper_write (self.paper, "card.txt", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_rmdir (dir);
  tear_down (&self);
}

static void
test_square (void)
{
  g_autofree char *most = g_strnfill (THECAL_PAPER_CODE_MAX, 'x');
  g_autofree char *beyond = g_strnfill (5000, 'x');
  g_autoptr (ThecalQrSquare) number = thecal_qr_square_new ("tel:+12025550142");
  g_autoptr (ThecalQrSquare) card = thecal_qr_square_new (most);

  g_assert_null (thecal_qr_square_new (NULL));
  g_assert_null (thecal_qr_square_new (""));
  g_assert_null (thecal_qr_square_new (beyond));
  g_assert_nonnull (number);
  /* 25 modules and the edge; on paper each of the card's modules is half a millimetre */
  g_assert_cmpint (thecal_qr_square_get_width (number), ==, 33);
  g_assert_cmpint (thecal_qr_square_get_width (card), <=, 97);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/paper-layout/one-page", test_one_page);
  g_test_add_func ("/paper-layout/many-pages", test_many_pages);
  g_test_add_func ("/paper-layout/tiny", test_tiny);
  g_test_add_func ("/paper-layout/inside", test_inside);
  g_test_add_func ("/paper-layout/write", test_write);
  g_test_add_func ("/paper-layout/square", test_square);

  return g_test_run ();
}
