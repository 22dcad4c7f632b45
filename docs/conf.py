"""How Sphinx builds the site: from Markdown and docstrings, without the network."""

from importlib.metadata import version as version_of

project = "aibroker"
author = "The aibroker developers"
copyright = "2026, The aibroker developers"
release = version = version_of("aibroker")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = f"aibroker {version}"
html_copy_source = False

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3  # so that pages can link to each other's headings, as they do on the code host

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True  # otherwise each documented attribute would be described twice
