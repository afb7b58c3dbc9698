// What the service does beyond what CAP does by itself: its actions and functions.
const cds = require('@sap/cds')

module.exports = class Workshop extends cds.ApplicationService {
  init() {
    const { Orders } = this.entities
    const read = id => SELECT.one.from(Orders, id)
    let busy = 0

    // What a handler changes in the database has no new ETag by itself.
    this.on('finish', async req => {
      const { ID } = req.params[0]
      const n = await UPDATE(Orders, ID).with({ status: 'done', note: req.data.reason, due: req.data.at?.slice(0, 10), version: cds.utils.uuid() })
      return n ? read(ID) : req.reject(404)
    })
    this.on('touch', async req => {
      await UPDATE(Orders, req.params[0].ID).with({ note: 'touched', version: cds.utils.uuid() })
    })
    this.on('total', async req => {
      const order = await read(req.params[0].ID)
      return order.price * (req.data.currency === 'EUR' ? 1 : 2)
    })
    this.on('similar', async req => {
      const order = await read(req.params[0].ID)
      return SELECT.from(Orders).where`status = ${order.status} and ID != ${order.ID}`.orderBy('number').limit(req.data.limit ?? 100)
    })
    this.on('archive', req => UPDATE(Orders).with({ status: 'done' }).where`due < ${req.data.before}`)
    this.on('numbers', async () => (await SELECT.from(Orders).columns('number').orderBy('number')).map(o => o.number))

    this.on('echo', req => req.data.value)
    this.on('echoAll', req => req.data)
    this.on('echoes', req => req.data)
    this.on('sum', req => (req.data.numbers ?? []).reduce((a, b) => a + b, 0))
    this.on('best', req => SELECT.from(Orders).orderBy('price desc').limit(req.data.n ?? 1))
    this.on('nothing', () => null)
    this.on('reset', () => { busy = 0 })

    this.on('fail', req => {
      const { status, times, errors } = req.data
      if (times !== undefined && times !== null && busy++ >= times) return busy
      req.http.res.set('Retry-After', '0')
      if (!errors) return req.reject(status, 'as you wish', 'status')
      for (let i = 1; i <= errors; i++) req.error({ status, code: 'E' + i, message: `error ${i}`, target: `errors/${i}` })
    })

    return super.init()
  }
}
