"""What a site tells the programs that read the web."""

from mkdocs_postmortems.exports.publication import Publication


def robots_txt(publication: Publication) -> str | None:
    """`robots.txt`; none where it would say nothing."""
    if publication.archive.settings.robots == "noindex":
        return "User-agent: *\nDisallow: /\n"
    if publication.site_url:
        return f"User-agent: *\nAllow: /\n\nSitemap: {publication.file_url('sitemap.xml')}\n"
    return None
