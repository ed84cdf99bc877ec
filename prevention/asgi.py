"""ASGI entry point; the site serves WSGI (faster for synchronous views), this is for hosts that need ASGI."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prevention.settings.production")

application = get_asgi_application()
