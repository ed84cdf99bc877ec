"""How messages leave the house: channels and what each needs. Part of base.py; docs/notices.md explains each line."""

from pathlib import Path

import environ

env = environ.Env()

# Ways that notices take out of the house; taken out of the table, a channel is off for everybody.
NOTICE_CHANNELS = {
    "in_app": "notices.channels.in_app.InApp",
    "web_push": "notices.channels.web_push.WebPush",
    "email": "notices.channels.email.Email",
    "sms": "notices.channels.sms.Sms",
    "wecom": "notices.channels.wecom.WeCom",
    "dingtalk": "notices.channels.dingtalk.DingTalk",
}

#: The address people open the site at, for links in messages; empty: messages name no address.
SITE_URL = env.str("SITE_URL", default="")
NOTICE_TIMEOUT = 5  # seconds for each step of an answer
#: Where all HTTP of the channels goes instead of outside: the fake receiver of tests and the demo.
NOTICE_SINK = ""
#: Where the demo's fake receiver writes what it got.
NOTICE_RECEIVED = (
    Path(env.str("VAR_DIR", default=str(Path(__file__).resolve().parent.parent.parent / "var")))
    / "received.jsonl"
)
#: 32 random bytes in base64 and who answers for them (mailto: or https:); without a key there is no web push.
VAPID_PRIVATE_KEY = env.str("VAPID_PRIVATE_KEY", default="")
VAPID_SUBJECT = env.str("VAPID_SUBJECT", default="mailto:station@example.invalid")
#: Push services of browsers; a leading dot stands for every name below.
NOTICE_PUSH_HOSTS: list[str] = env.list(
    "NOTICE_PUSH_HOSTS",
    default=[
        "fcm.googleapis.com",
        "updates.push.services.mozilla.com",
        "web.push.apple.com",
        ".notify.windows.com",
    ],
)
#: Where chat groups have their robots.
NOTICE_WEBHOOK_HOSTS: list[str] = env.list(
    "NOTICE_WEBHOOK_HOSTS", default=["qyapi.weixin.qq.com", "oapi.dingtalk.com"]
)
#: The gateway for text messages: one POST of JSON with these two fields.
NOTICE_SMS = {
    "url": env.str("SMS_GATEWAY_URL", default=""),
    "token": env.str("SMS_GATEWAY_TOKEN", default=""),
    "number_field": env.str("SMS_NUMBER_FIELD", default="mobile"),
    "text_field": env.str("SMS_TEXT_FIELD", default="content"),
}
EMAIL_HOST = env.str("EMAIL_HOST", default="")
EMAIL_PORT = env.int("EMAIL_PORT", default=587)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", default="")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", default=True)
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", default="station@example.invalid")
NOTICE_MAIL_DOMAIN = env.str("EMAIL_DOMAIN", default="notices.invalid")
