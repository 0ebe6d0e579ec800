"""The signing key of this device, made when it is first needed."""

from typing import TYPE_CHECKING

from inspector_app.services.context import Context

if TYPE_CHECKING:
    from inspector_app.exchange.keys import DeviceKey


def device_key(context: Context) -> "DeviceKey":
    """Return the key in use."""
    from inspector_app.exchange.keys import DeviceKey

    with context.database.transaction():
        known = context.stores.bundles.key()
        if known is not None:
            return DeviceKey(known[1])
        key = DeviceKey.generate()
        context.stores.bundles.put_key(
            chain=key.public.chain, secret=key.private_bytes, made_at=context.now_text()
        )
        context.note("device_key", key.public.chain, {"note": "生成本机签名密钥"})
        return key
