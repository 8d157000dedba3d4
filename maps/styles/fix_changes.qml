<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.16" styleCategories="Symbology|Labeling|MapTips" labelsEnabled="1">
 <renderer-v2 type="RuleRenderer" symbollevels="0" forceraster="0" enableorderby="0">
  <rules key="all">
   <rule key="rule0" symbol="0" label="Thửa đã sửa" filter="ELSE"/>
  </rules>
  <symbols>
   <symbol name="0" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
    <layer class="SimpleFill" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="color" type="QString" value="65,171,93,90"/>
      <Option name="style" type="QString" value="solid"/>
      <Option name="outline_color" type="QString" value="0,109,44,255"/>
      <Option name="outline_style" type="QString" value="solid"/>
      <Option name="outline_width" type="QString" value="0.40"/>
      <Option name="outline_width_unit" type="QString" value="MM"/>
      <Option name="joinstyle" type="QString" value="round"/>
     </Option>
    </layer>
   </symbol>
  </symbols>
 </renderer-v2>
 <labeling type="simple">
  <settings calloutType="simple">
   <text-style isExpression="1" fieldName="&quot;rule&quot; || ' · ' || format_number(&quot;max_shift_m&quot; * 1000, 1) || ' mm'" fontFamily="DejaVu Sans" fontSize="7.0" fontSizeUnit="Point" textColor="0,80,30,255" textOpacity="1" multilineHeight="1">
    <text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferOpacity="0.9"/>
   </text-style>
   <placement placement="6" dist="0.6" distUnits="MM" offsetType="1" predefinedPositionOrder="TR,TL,BR,BL,R,L,T,B" priority="5"/>
   <rendering scaleVisibility="1" scaleMin="0" scaleMax="1000" displayAll="0" obstacle="1" limitNumLabels="0" drawLabels="1"/>
  </settings>
 </labeling>
 <mapTip>[% &quot;rule&quot; || ' · ' || format_number(&quot;max_shift_m&quot; * 1000, 1) || ' mm' %]</mapTip>
 <previewExpression>$id</previewExpression>
</qgis>

