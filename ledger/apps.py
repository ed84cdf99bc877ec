from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    name = "ledger"
    verbose_name = _("ledger")

    def ready(self) -> None:
        """The ground floor writes through this door, without importing upward; sign-ins are written too."""
        from django.contrib.auth import signals

        from jurisdiction import audit
        from ledger import operations, sign_ins

        audit.use(change=operations.record, look=operations.record_look)
        signals.user_logged_in.connect(sign_ins.signed_in, dispatch_uid="ledger.signed_in")
        signals.user_logged_out.connect(sign_ins.signed_out, dispatch_uid="ledger.signed_out")
        signals.user_login_failed.connect(sign_ins.failed, dispatch_uid="ledger.failed")
